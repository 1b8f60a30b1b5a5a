"""The pace of one conversation: paused, when only members comment, or slow, when everybody does once in some minutes.
The host decides it, readers are told why and until when, and it ends by itself."""

from datetime import datetime, timedelta
from math import ceil

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import ngettext_lazy

from tertulia.conversation.collision import check_decided
from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation, Pace, locked
from tertulia.conversation.refusal import Reason, Refused
from tertulia.conversation.stale import tags_of
from tertulia.conversation.submission import Submission
from tertulia.lib import clock
from tertulia.lib.networks import network_of
from tertulia.outbox.event import record
from tertulia.weblog.decision import Decision, decide
from tertulia.weblog.post import Post

KIND = "pace"
MOST_MINUTES = 24 * 60
MOST_HOURS = 30 * 24


@transaction.atomic
def set_pace(
    post: Post, pace: str, *, actor: User | None, minutes: int = 0, until: datetime | None = None, why: str = "",
    seen: str = "",
) -> Decision:  # fmt: skip
    """Let a conversation go at this pace, until then if it shall end by itself. Raises ValueError for a pace that there
    is not, and Collision if it was decided anew since ``seen`` (the number of that decision)."""
    conversation, wanted = locked(post), Pace(pace)
    if wanted == Pace.SLOW and not 1 <= minutes <= MOST_MINUTES:
        raise ValueError("slow is from a minute to a day")
    check_decided(f"conversation:{post.id}", KIND, seen)
    before = conversation.pace_at(clock.now())
    conversation.pace = wanted
    conversation.slow_minutes = minutes if wanted == Pace.SLOW else 0
    conversation.pace_until = until if wanted != Pace.FREE else None
    conversation.pace_why = why[:200] if wanted != Pace.FREE else ""
    conversation.save(update_fields=["pace", "slow_minutes", "pace_until", "pace_why"])
    post.conversation = conversation
    record("conversation.pace", tags=tags_of(post), weblog_id=post.weblog_id, post_id=post.id)
    subject, about = f"conversation:{post.id}", post.heading
    return decide(
        post.weblog, KIND, actor=actor, subject=subject, about=about, before=before, after=wanted, reason=why[:200]
    )


def end_paces() -> int:
    """Say which conversations are free again, so that pages that tell otherwise are made anew; answers how many. They
    are free by the clock (``Conversation.pace_at``). Cheap enough for every second."""
    over = Conversation.objects.filter(pace_until__lte=clock.now()).select_related("post__weblog")
    return sum(_end(conversation) for conversation in over)


def check_pace(conversation: Conversation, said: Submission) -> None:
    """Raise Refused for what comes too soon after another comment of the same person or network."""
    now = clock.now()
    if conversation.pace_at(now) != Pace.SLOW:
        return
    span = timedelta(minutes=conversation.slow_minutes)
    recent = Comment.objects.filter(conversation=conversation.pk, created_at__gt=now - span, source="")
    rows = recent.values_list("name", "email", "ip", "created_at")
    theirs = [at for name, email, ip, at in rows if _is_same(said, name, email, ip)]
    if theirs:
        wait = max(theirs) + span - now
        raise Refused(Reason.TOO_SOON, said=_soon(wait), wait=wait)


@transaction.atomic
def _end(conversation: Conversation) -> bool:
    # The conditional update lets one of several workers through.
    same = Conversation.objects.filter(pk=conversation.pk, pace_until=conversation.pace_until)
    if not same.update(pace=Pace.FREE, slow_minutes=0, pace_until=None, pace_why=""):
        return False
    post = conversation.post
    record("conversation.pace", tags=tags_of(post), weblog_id=post.weblog_id, post_id=post.id)
    return True


def _is_same(said: Submission, name: str, email: str, ip: str | None) -> bool:
    if said.ip and ip and network_of(said.ip) == network_of(ip):
        return True
    return email == said.email if said.email else not email and name == said.name


def _soon(wait: timedelta) -> Promise | str:
    minutes = max(1, ceil(wait.total_seconds() / 60))
    return format_lazy(
        ngettext_lazy(
            "This conversation is slowed down. Your words are still here: post them in {minutes} minute.",
            "This conversation is slowed down. Your words are still here: post them in {minutes} minutes.",
            minutes,
        ),
        minutes=minutes,
    )
