"""Quotes in comments that an import brought, found once all of it is here."""

from collections.abc import Iterator

from django.db import transaction

from tertulia.conversation import quoting
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import locked
from tertulia.lib.quotations import has_quotations
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog

_AT_ONCE = 200


def recognise_imported(weblog: Weblog) -> Iterator[int]:
    """Bind what imported comments quote to its sources, some comments at each step; answers how many were looked at.
    Nobody is told that words are not found: half of an old conversation may be lost."""
    imported = Comment.objects.filter(conversation__post__weblog=weblog, quote_marks="").exclude(source="")
    public = imported.filter(state=CommentState.PUBLISHED).order_by("id")
    last = 0
    while batch := list(public.filter(id__gt=last).values_list("id", "conversation_id", "html")[:_AT_ONCE]):
        last = batch[-1][0]
        by_post: dict[int, list[int]] = {}
        for comment_id, post_id, html in batch:
            if has_quotations(html):
                by_post.setdefault(post_id, []).append(comment_id)
        for post_id, ids in by_post.items():
            _recognise(post_id, ids)
        yield len(batch)


@transaction.atomic
def _recognise(post_id: int, ids: list[int]) -> None:
    post = locked(Post.objects.get(id=post_id)).post
    # In their order, as one may quote what another quotes.
    comments = Comment.objects.filter(id__in=ids).select_related("parent").order_by("number")
    quoting.reread(post, list(comments), blames=False)
