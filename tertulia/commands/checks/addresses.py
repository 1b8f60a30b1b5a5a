"""Every address answers: asked of the application itself, in this process, as a reader would ask."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from django.test import Client

from tertulia.commands.checks import Problem
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.reading import comment_link
from tertulia.lib.text import path_encoded
from tertulia.weblog.address import Address
from tertulia.weblog.post import Post, Status
from tertulia.weblog.weblog import Weblog

_FEEDS = ("atom.xml", "rss.xml", "index.rdf", "feed.json")


def check(seen: Counter[str]) -> Iterator[Problem]:
    """Posts and pages, what they were called before, archives and feeds, and every comment on its page."""
    reader = _Reader(seen)
    for path in ("/robots.txt", "/sitemap.xml"):
        yield from reader.expect(path)
    for weblog in Weblog.objects.order_by("slug"):
        yield from _weblog(reader, weblog)
    for post_id, path_of_post in Post.objects.published().order_by("id").values_list("id", "path"):
        if path_of_post:
            yield from reader.expect(path_encoded(path_of_post))
        else:
            yield Problem("address", f"post {post_id}", "is published and has none")
    for address in Address.objects.select_related("post").order_by("id").iterator(500):
        yield from _kept(reader, address)
    yield from _comments(reader)


class _Reader:
    def __init__(self, seen: Counter[str]) -> None:
        self.client, self.seen = Client(raise_request_exception=False), seen

    def ask(self, path: str) -> tuple[int, str, str]:
        """Status, Location and body."""
        self.seen["addresses"] += 1
        answer = self.client.get(path, headers={"host": "127.0.0.1"})
        return answer.status_code, answer.get("Location", ""), answer.content.decode("utf-8", "replace")

    def expect(self, path: str, status: int = 200) -> Iterator[Problem]:
        found, *_ = self.ask(path)
        if found != status:
            yield Problem("address", path, f"answers {found} and not {status}")


def _weblog(reader: _Reader, weblog: Weblog) -> Iterator[Problem]:
    home = weblog.path
    paths = [home, f"{home}archives.html", f"{home}search/", f"{home}comments/", f"{home}sitemap.xml"]
    paths += [f"{home}{where}{feed}" for where in ("", "comments/") for feed in _FEEDS]
    posts = weblog.posts.in_time()
    months = {
        post.local_date.strftime("%Y/%m/") for post in posts.only("published_at", "weblog").select_related("weblog")
    }
    paths += [f"{home}{month}" for month in sorted(months)]
    paths += [category.path for category in weblog.categories.all()]
    paths += [tag.path for tag in weblog.tags.filter(posts__status=Status.PUBLISHED).distinct()]
    authors = weblog.members.filter(posts__in=posts).distinct()
    for path in [*paths, *(author.path for author in authors)]:
        yield from reader.expect(path_encoded(path))


def _kept(reader: _Reader, address: Address) -> Iterator[Problem]:
    path = path_encoded(address.path)
    if address.post and address.post.status != Status.PUBLISHED:
        yield from reader.expect(path, 404)
        return
    status, location, _ = reader.ask(path)
    if status != 301 or not location.endswith(path_encoded(address.target)):
        yield Problem("address", path, f"answers {status} {location} and not 301 to {address.target}")


def _comments(reader: _Reader) -> Iterator[Problem]:
    public = Comment.objects.filter(
        state=CommentState.PUBLISHED, kind="comment", conversation__post__status=Status.PUBLISHED
    )
    together = public.select_related("conversation__post__weblog__policy").order_by("conversation_id", "number")
    for page, comments in groupby(together.iterator(500), lambda comment: comment_link(comment).partition("#")[0]):
        _status, _location, html = reader.ask(page)
        for comment in comments:
            reader.seen["comments on their pages"] += 1
            if f'id="{comment.anchor}"' not in html:
                yield Problem("comment", f"{page}#{comment.anchor}", "is published and not on its page")
