"""Numbers and counts: the one place that moves comments between states, so that both always fit what is published.

A number is given when a comment is first published. Numbers are dense, in the order of publication, and never given
twice: a comment that is taken back keeps its number, and a page that is full never changes."""

from collections.abc import Iterable

from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import Conversation
from tertulia.lib import clock
from tertulia.lib.prepared import Change

COUNTED = ("count", "last_number", "changed_at")
MOVED = ("state", "number")

# With a comment that arrives: the count of its minute too.
ARRIVED = (*COUNTED, "minute_began", "in_minute")
save_counts = Change(Conversation, ARRIVED)


def publish_in_order(conversation: Conversation, comments: Iterable[Comment]) -> None:
    """Publish comments of this conversation, in the given order. In memory: the caller holds the conversation's lock
    and saves the comments (at least ``MOVED``) and the conversation (``COUNTED``)."""
    for comment in comments:
        move(conversation, comment, CommentState.PUBLISHED)


def move(conversation: Conversation, comment: Comment, state: str) -> None:
    """Bring one comment (a new one has state "") into ``state``; for the caller the same holds."""
    if comment.state == state:
        return
    if state == CommentState.PUBLISHED:
        conversation.count += 1
        if comment.number is None:
            conversation.last_number += 1
            comment.number = conversation.last_number
    elif comment.state == CommentState.PUBLISHED:
        conversation.count -= 1
    comment.state = state
    conversation.changed_at = clock.now()
