"""What was said since a place in the conversation that a reader has kept as a link: a number, or a moment."""

from datetime import UTC, datetime, tzinfo

from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation

# As on a page of comments, however long somebody was away.
MOST = 100


def place_in(conversation: Conversation, since: str, zone: tzinfo) -> int:
    """The number after which comments are new: as given, or for a date or moment (ISO 8601, in ``zone`` if it names
    none) that of the last comment before it. Raises ValueError if it is neither."""
    if since.isascii() and since.isdigit() and len(since) < 10:
        return min(int(since), conversation.last_number)
    # A plus that nobody has encoded arrives as a space.
    moment = datetime.fromisoformat(since.strip().replace(" ", "+") if "T" in since else since.strip())
    later = Comment.objects.published().filter(conversation=conversation.pk, created_at__gte=_aware(moment, zone))
    # By number, as one that had to wait is new on the day when it appears.
    first = later.values_list("number", flat=True).first()
    return first - 1 if first else conversation.last_number


def numbers_after(conversation: Conversation, place: int) -> range:
    """The numbers of the next comments after that place, as many as one page shows."""
    return range(place + 1, min(place + MOST, conversation.last_number) + 1)


def _aware(moment: datetime, zone: tzinfo) -> datetime:
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{moment} is beyond all time zones") from error
