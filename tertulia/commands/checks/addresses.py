"""Every address answers: asked of the application itself, in this process, as a reader would ask."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from tertulia.commands.addresses import INSTALLATION, of_weblog, weblogs
from tertulia.commands.asking import Asker
from tertulia.commands.checks import Problem
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.reading import comment_link
from tertulia.lib.text import path_encoded
from tertulia.weblog.address import Address
from tertulia.weblog.post import Post, Status


def check(seen: Counter[str]) -> Iterator[Problem]:
    """Posts and pages, what they were called before, archives and feeds, and every comment on its page."""
    asker = Asker()
    shown = weblogs()
    # With one weblog the front door only leads there.
    yield from _expect(asker, "/", 302 if len(shown) == 1 else 200)
    for path in INSTALLATION[1:]:
        yield from _expect(asker, path)
    for weblog in shown:
        for path in (*of_weblog(weblog), f"{weblog.path}search/"):
            yield from _expect(asker, path_encoded(path))
    for post_id in Post.objects.published().filter(path=None).order_by("id").values_list("id", flat=True):
        yield Problem("address", f"post {post_id}", "is published and has none")
    for address in Address.objects.select_related("post").order_by("id").iterator(500):
        yield from _kept(asker, address)
    yield from _comments(asker, seen)
    seen["addresses"] += asker.asked


def _expect(asker: Asker, path: str, status: int = 200) -> Iterator[Problem]:
    found = asker.ask(path).status
    if found != status:
        yield Problem("address", path, f"answers {found} and not {status}")


def _kept(asker: Asker, address: Address) -> Iterator[Problem]:
    path = address.link
    if address.post and address.post.status != Status.PUBLISHED:
        # Without its query it is the address of something else.
        yield from () if address.has_query else _expect(asker, path, 404)
        return
    said = asker.ask(path)
    if said.status != 301 or not said.location.endswith(path_encoded(address.target)):
        yield Problem("address", path, f"answers {said.status} {said.location} and not 301 to {address.target}")


def _comments(asker: Asker, seen: Counter[str]) -> Iterator[Problem]:
    public = Comment.objects.filter(
        state=CommentState.PUBLISHED, kind="comment", conversation__post__status=Status.PUBLISHED
    )
    together = public.select_related("conversation__post__weblog__policy").order_by("conversation_id", "number")
    for page, comments in groupby(together.iterator(500), lambda comment: comment_link(comment).partition("#")[0]):
        html = asker.ask(page).body
        for comment in comments:
            seen["comments on their pages"] += 1
            if f'id="{comment.anchor}"' not in html:
                yield Problem("comment", f"{page}#{comment.anchor}", "is published and not on its page")
