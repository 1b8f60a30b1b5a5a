"""How fast comments may come: from one person, one sender, one network around it, and to one conversation."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from ipaddress import ip_address

from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.policy import policy_of
from tertulia.conversation.refusal import Reason, Refused
from tertulia.conversation.submission import Submission
from tertulia.lib import clock
from tertulia.lib.networks import network_of, wider_network_of
from tertulia.lib.prepared import Given, Question

# A sender is one IPv4 address, or one /64 of IPv6: everybody who has one of those addresses has all of them.
MOST = ((timedelta(minutes=1), 5), (timedelta(hours=1), 30))
# Of all in an IPv4 /24 together: an office or a school, or one who has rented many.
MOST_AROUND = ((timedelta(minutes=1), 20), (timedelta(hours=1), 150))

_LONGEST, _MINUTE, _MOST_COUNTED = timedelta(hours=1), timedelta(minutes=1), 30_000
_ENOUGH = max(most for _span, most in MOST_AROUND)


def rate_network(ip: str | None) -> str | None:
    """What is kept with a comment to count by: the /24 of an IPv4 address, the /64 of an IPv6 one."""
    if ip is None:
        return None
    return wider_network_of(ip) if ip_address(ip).version == 4 else network_of(ip)


def check_rate(said: Submission) -> None:
    """Raise Refused, with how long to wait, if more came from this person or network than people write. A door that
    knows no address (mail) vouches for its senders by other means."""
    if said.ip is None:
        return
    now = clock.now()
    rows = _of_network.all(network=rate_network(said.ip), since=now - _LONGEST)
    is_one_sender = ":" in said.ip
    waits = [wait_for((at for ip, at in rows if is_one_sender or ip == said.ip), MOST, now)]
    if not is_one_sender:
        waits.append(wait_for((at for _ip, at in rows), MOST_AROUND, now))
    if said.email:
        waits.append(wait_for(_of_person.all(email=said.email, since=now - _LONGEST), MOST, now))
    if wait := max(waits):
        raise Refused(Reason.TOO_FAST, wait=wait)


def count_in(conversation: Conversation, said: Submission) -> None:
    """Count one more comment to a conversation, whose row is locked and saved by the caller (``ARRIVED``). Raises
    Refused if this minute has had as many as the policy lets come. Minutes begin with a comment, so that this needs
    no query. A door that has no form and knows no address vouches for what comes, as above."""
    if said.token is None and said.ip is None:
        return
    now, most = clock.now(), policy_of(conversation.post.weblog).per_minute
    if conversation.minute_began is None or now >= conversation.minute_began + _MINUTE:
        conversation.minute_began, conversation.in_minute = now, 0
    if most and conversation.in_minute >= most:
        raise Refused(Reason.TOO_MANY, wait=conversation.minute_began + _MINUTE - now)
    conversation.in_minute = min(conversation.in_minute + 1, _MOST_COUNTED)


def wait_for(times: Iterable[datetime], limits: Iterable[tuple[timedelta, int]], now: datetime) -> timedelta:
    """Until so many of them lie back far enough that there is room for one more."""
    newest = sorted(times, reverse=True)
    waits = [newest[most - 1] + span - now for span, most in limits if len(newest) >= most]
    return max([timedelta(), *waits])


_of_network = Question(
    lambda: (
        Comment.objects.filter(network=Given("network"), created_at__gt=Given("since"))
        .order_by("-created_at")
        .values_list("ip", "created_at")[:_ENOUGH]
    )
)
_of_person = Question(
    lambda: (
        Comment.objects.filter(email=Given("email"), created_at__gt=Given("since"), member=None, source="")
        .order_by("-created_at")
        .values_list("created_at", flat=True)[: max(most for _span, most in MOST)]
    )
)
