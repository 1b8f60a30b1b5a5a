"""Ways to read one conversation: as the host has arranged it, or flat in order of time where that is in threads, and in
threads where it is flat. Readers choose by a link; each way has addresses of its own."""

from enum import StrEnum

from tertulia.conversation.conversation import Conversation
from tertulia.conversation.policy import Policy

# From so many comments on it is worth a line to offer another way.
MANY = 10
_DEPTH = 3


class Way(StrEnum):
    """How comments are arranged; the value stands in the address."""

    HOST = ""
    TIME = "in-time"
    THREADS = "in-threads"


def other_way(policy: Policy) -> Way:
    """The way that the host has not chosen."""
    return Way.TIME if policy.depth else Way.THREADS


def depth_of(way: Way, policy: Policy) -> int:
    """How deep answers are nested."""
    if way == Way.HOST:
        return policy.depth
    return _DEPTH if way == Way.THREADS else 0


def are_offered(conversation: Conversation, policy: Policy) -> bool:
    """Whether the post's own page offers them. Pages of comments always do, as what they show may not change with each
    new comment."""
    return conversation.count >= MANY or 0 < policy.per_page < conversation.last_number
