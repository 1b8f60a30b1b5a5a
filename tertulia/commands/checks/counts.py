"""What is kept beside the rows fits them: counts, numbers, what can be found by searching."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count, Max, Q

from tertulia.commands.checks import Problem
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import Conversation
from tertulia.weblog.post import Post
from tertulia.weblog.search import SearchText


def check(seen: Counter[str]) -> Iterator[Problem]:
    """Each conversation's count and numbers; each public thing's place in the search."""
    shown = Count("comments", filter=Q(comments__state=CommentState.PUBLISHED))
    counted = Conversation.objects.annotate(
        shown=shown, numbered=Count("comments__number"), highest=Max("comments__number")
    )
    for found in counted.order_by("post_id"):
        seen["conversations"] += 1
        where = f"conversation of post {found.post_id}"
        if found.count != found.shown:
            yield Problem("count", where, f"says {found.count} comments and shows {found.shown}")
        if not found.last_number == found.numbered == (found.highest or 0):
            numbers = (
                f"{found.numbered} are numbered, the highest is {found.highest}, the last given {found.last_number}"
            )
            yield Problem("numbers", where, numbers)
    published = Post.objects.published().values_list("id", flat=True)
    yield from _search("post", set(published))
    public = Comment.objects.filter(state=CommentState.PUBLISHED, conversation__post__in=published)
    yield from _search("comment", set(public.values_list("id", flat=True)))


def _search(kind: str, public: set[int]) -> Iterator[Problem]:
    found = set(SearchText.objects.filter(kind=kind).values_list("object_id", flat=True))
    yield from (Problem("search", f"{kind} {id_}", "is public and cannot be found") for id_ in sorted(public - found))
    if kind == "post":
        yield from (
            Problem("search", f"post {id_}", "can be found and is not public") for id_ in sorted(found - public)
        )
