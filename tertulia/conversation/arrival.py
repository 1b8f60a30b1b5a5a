"""What is asked about a comment that arrives: is it here already, who sends it, how fast, does it wait."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils.translation import gettext as _

from tertulia.conversation.comment import Comment, CommentKind, CommentState
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.policy import Moderation, policy_of
from tertulia.conversation.spam import Verdict, verdict
from tertulia.conversation.submission import Submission, digest
from tertulia.lib import clock
from tertulia.weblog.member import Member
from tertulia.weblog.weblog import Weblog

MOST_PER_ADDRESS = ((timedelta(minutes=1), 5), (timedelta(hours=1), 30))

_DAY = timedelta(days=1)


def repeated(conversation: Conversation, said: Submission) -> Comment | None:
    """The comment that this one repeats: the same words with the same key, or within a day. Other words under a known
    key are no repetition: somebody went back and corrected them."""
    same = conversation.comments.filter(name=said.name, email=said.email, text=said.text, kind=CommentKind.COMMENT)
    same = same.filter(parent__number=said.parent) if said.parent else same.filter(parent=None)
    recent = Q(created_at__gt=clock.now() - _DAY, source="")
    return same.filter(recent | Q(key=said.key) if said.key else recent).order_by("-id").first()


def unused_key(conversation: Conversation, said: Submission) -> str | None:
    """What stands in the unique column: the form's key, or a digest of the words. Nothing if it is taken by a comment
    of long ago or by other words, as the conversation's lock has shown by now that this is no repetition."""
    key = said.key or digest(said)
    return None if conversation.comments.filter(key=key).exists() else key


def member_of(weblog: Weblog, user: User | None) -> Member | None:
    """The weblog's member behind the account, if there is one."""
    return weblog.members.filter(user=user, active=True).first() if user else None


def is_too_fast(ip: str | None) -> bool:
    """Whether more comments came from this address than a person writes."""
    if ip is None:
        return False
    now = clock.now()
    return any(
        Comment.objects.filter(ip=ip, created_at__gt=now - span).count() >= most for span, most in MOST_PER_ADDRESS
    )


def receive(weblog: Weblog, said: Submission, member: Member | None) -> Verdict:
    """Published, held or spam, with the reasons: a member's comment never waits; else rules, then policy."""
    if member:
        return Verdict()
    is_known = _is_known(weblog, said)
    names = list(weblog.members.filter(active=True, user__isnull=False).values_list("name", flat=True))
    found = verdict(said, is_known=is_known, member_names=names)
    if found.state != CommentState.PUBLISHED:
        return found
    moderation = policy_of(weblog).moderation
    if moderation == Moderation.ALWAYS:
        return Verdict(CommentState.HELD, [_("By the weblog’s policy every comment waits.")])
    if moderation == Moderation.NEWCOMERS and not is_known:
        return Verdict(CommentState.HELD, [_("A newcomer: nothing of this name and e-mail was published here yet.")])
    return found


def _is_known(weblog: Weblog, said: Submission) -> bool:
    # A name alone anybody can write; the e-mail is never shown, so it is what only the same person knows.
    if not said.email:
        return False
    earlier = Comment.objects.filter(email=said.email, state=CommentState.PUBLISHED, kind=CommentKind.COMMENT)
    return earlier.filter(name__iexact=said.name, conversation__post__weblog=weblog).exists()
