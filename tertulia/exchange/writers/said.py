"""What is said below posts, a little at a time."""

from collections.abc import Iterator, Sequence

from django.db.models import Prefetch

from tertulia.conversation.comment import Comment
from tertulia.conversation.forgetting import KEPT
from tertulia.conversation.host_reply import HostReply
from tertulia.lib import clock

_AT_ONCE = 100


def comments_of(ids: Sequence[int]) -> Iterator[Comment]:
    """These comments in this order, each with its member and with the host's replies that readers may see."""
    replies = Prefetch("host_replies", HostReply.objects.filter(withdrawn=False).select_related("member"))
    wanted = Comment.objects.select_related("member").prefetch_related(replies)
    for start in range(0, len(ids), _AT_ONCE):
        found = wanted.in_bulk(ids[start : start + _AT_ONCE])
        yield from (found[number] for number in ids[start : start + _AT_ONCE])


def ip_of(comment: Comment) -> str:
    """The address that it came from, as long as that is kept."""
    # As the worker would forget it, if it has not come to it yet.
    return comment.ip if comment.ip and comment.created_at >= clock.now() - KEPT else ""


def replies_of(ids: Sequence[int]) -> Iterator[HostReply]:
    """These replies of hosts in this order, each with who wrote it."""
    wanted = HostReply.objects.select_related("member")
    for start in range(0, len(ids), _AT_ONCE):
        found = wanted.in_bulk(ids[start : start + _AT_ONCE])
        yield from (found[number] for number in ids[start : start + _AT_ONCE])
