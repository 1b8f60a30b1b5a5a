"""Numbers of a conversation whose comments came in pieces: by their dates, as long as nobody has commented here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.imported_threads import in_order


@dataclass(frozen=True)
class _Place:
    comment: Comment

    @property
    def key(self) -> str:
        return str(self.comment.id)

    @property
    def answers(self) -> str:
        return str(self.comment.parent_id or "")

    @property
    def created_at(self) -> datetime:
        return self.comment.created_at


@transaction.atomic
def put_in_order(post_ids: Iterable[int]) -> set[int]:
    """Number the comments of these posts anew, by date; answers the posts in whose conversations a number has moved. A
    conversation with a comment that was posted here keeps its numbers, as somebody may have been told them. The caller
    says what became stale (all pages of the conversations), and renews what says numbers (``quoting.renew``)."""
    imported = Conversation.objects.select_for_update().filter(post__in=set(post_ids)).order_by("post_id")
    ours = imported.exclude(post__in=Comment.objects.filter(source="").values("conversation"))
    return {conversation.post_id for conversation in ours if _number(conversation)}


def _number(conversation: Conversation) -> bool:
    numbered = Comment.objects.filter(conversation=conversation, number__isnull=False)
    rows = numbered.only("id", "number", "created_at", "parent_id").order_by("number")
    changed = []
    for number, place in enumerate(in_order(map(_Place, rows)), 1):
        if place.comment.number != number:
            place.comment.number = number
            changed.append(place.comment)
    # A number is given once in a conversation, also while they move.
    numbered.filter(id__in=[comment.id for comment in changed]).update(number=None)
    Comment.objects.bulk_update(changed, ["number"], batch_size=200)
    conversation.last_number = rows.count()
    conversation.save(update_fields=["last_number"])
    return bool(changed)
