"""Quotes in comments that an import brought, found once all of it is here."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q

from tertulia.conversation import quoting
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.quoted import derive
from tertulia.lib import tags
from tertulia.lib.quotations import may_quote
from tertulia.outbox.event import record
from tertulia.weblog.weblog import Weblog

_AT_ONCE = 1_000


def recognise_imported(weblog: Weblog) -> Iterator[int]:
    """Bind what imported comments quote to its sources, some comments at each step; answers how many were looked at.
    Nobody is told that words are not found: half of an old conversation may be lost."""
    imported = Comment.objects.filter(conversation__post__weblog=weblog, quote_marks="").exclude(source="")
    public = imported.filter(state=CommentState.PUBLISHED).order_by("conversation", "number")
    conversation = number = 0
    while True:
        # By conversation, so that each of them is read once.
        after = Q(conversation__gt=conversation) | Q(conversation=conversation, number__gt=number)
        batch = list(public.filter(after).values_list("conversation", "number", "id", "html")[:_AT_ONCE])
        if not batch:
            return
        conversation, number = batch[-1][0], batch[-1][1] or 0
        _recognise(weblog, [(row[0], row[2]) for row in batch if may_quote(row[3])])
        yield len(batch)


@transaction.atomic
def _recognise(weblog: Weblog, found: list[tuple[int, int]]) -> None:
    conversations = Conversation.objects.filter(pk__in={conversation for conversation, _id in found})
    list(conversations.select_for_update().order_by("pk").values_list("pk"))
    comments = Comment.objects.filter(id__in=[comment_id for _conversation, comment_id in found])
    refound = quoting.refind(weblog.id, list(comments.select_related("parent")), blames=False)
    changed = derive(refound.quotes, refound.known)
    if changed:
        shown = {tags.comments(post_id) for post_id, _number in changed}
        hundreds = {tags.hundred(post_id, number) for post_id, number in changed}
        record("quotes.renewed", tags=[*shown, *hundreds, tags.recent_comments(weblog.id)], weblog_id=weblog.id)
