"""Every address answers: asked of the application itself, in this process, as a reader would ask."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from django.test import Client

from tertulia.commands.addresses import INSTALLATION, of_weblog, weblogs
from tertulia.commands.checks import Problem
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.reading import comment_link
from tertulia.lib.text import path_encoded
from tertulia.weblog.address import Address
from tertulia.weblog.post import Post, Status


def check(seen: Counter[str]) -> Iterator[Problem]:
    """Posts and pages, what they were called before, archives and feeds, and every comment on its page."""
    reader = _Reader(seen)
    shown = weblogs()
    # With one weblog the front door only leads there.
    yield from reader.expect("/", 302 if len(shown) == 1 else 200)
    for path in INSTALLATION[1:]:
        yield from reader.expect(path)
    for weblog in shown:
        for path in (*of_weblog(weblog), f"{weblog.path}search/"):
            yield from reader.expect(path_encoded(path))
    for post_id in Post.objects.published().filter(path=None).order_by("id").values_list("id", flat=True):
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


def _kept(reader: _Reader, address: Address) -> Iterator[Problem]:
    path = address.link
    if address.post and address.post.status != Status.PUBLISHED:
        # Without its query it is the address of something else.
        yield from () if address.has_query else reader.expect(path, 404)
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
