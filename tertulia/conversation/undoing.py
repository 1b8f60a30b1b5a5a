"""Take decisions back that are about no single comment; and which of several decisions is the one to be taken back."""

from django.contrib.auth.models import User
from django.db.models import F
from django.utils.translation import gettext as _

from tertulia.conversation import closing, replying
from tertulia.conversation.collision import Collision
from tertulia.conversation.conversation import locked
from tertulia.conversation.host_reply import HostReply
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post


def last_move(decision: Decision) -> Decision | None:
    """The last decision that led what this one is about from one state to another: the one that can be undone."""
    same = Decision.objects.filter(subject=decision.subject, kind=decision.kind)
    return same.exclude(before=F("after")).order_by("-id").first()


def undo_closing(decision: Decision, post_id: int, actor: User | None) -> None:
    """Open or close the conversation as it was before."""
    post = Post.objects.get(id=post_id)
    locked(post)
    _check_last(decision)
    closing.set_state(post, decision.before, actor=actor, reason=_("Taken back"))


def undo_reply(decision: Decision, reply_id: int, actor: User | None) -> None:
    """Bring a host reply back, or withdraw it again."""
    reply = HostReply.objects.select_for_update().get(id=reply_id)
    _check_last(decision)
    verb = replying.restore_reply if decision.after == "withdrawn" else replying.withdraw_reply
    verb(reply, actor=actor)


def _check_last(decision: Decision) -> None:
    if (last := last_move(decision)) != decision:
        raise Collision(None, last)
