"""Who may take a decision back: the right to make it is the right to undo it."""

from django.contrib.auth.models import User

from tertulia.conversation import marking
from tertulia.conversation.answering_apart import KIND
from tertulia.conversation.conversation import Pace
from tertulia.conversation.reports import settling
from tertulia.desk import seat
from tertulia.exchange import taking_back
from tertulia.weblog.decision import Decision
from tertulia.weblog.member import Role


def subject_id(decision: Decision) -> int:
    """The id in the decision's subject."""
    return int(decision.subject.partition(":")[2] or 0)


def _may_rescue(decision: Decision, user: User) -> bool:
    # What was taken back keeps nothing to go back to.
    if decision.kept is None:
        return False
    if decision.subject.startswith("post:"):
        member = seat.memberships(user).filter(weblog=decision.weblog_id).first()
        return bool(member and member.may_edit_all)
    return _may_judge(decision, user)


def _may_rule(decision: Decision, user: User) -> bool:
    member = seat.memberships(user).filter(weblog=decision.weblog_id).first()
    return bool(member and member.may_moderate)


def _may_judge(decision: Decision, user: User) -> bool:
    return seat.judged_by(user).filter(id=subject_id(decision)).exists()


def _may_take_back(decision: Decision, user: User) -> bool:
    # Of an answer that stands in the conversation: who judges there, and who wrote it.
    answers = seat.comments_of(user).filter(id=subject_id(decision), state=decision.after)
    return answers.filter(member__in=seat.memberships(user)).exists() or (
        answers.exists() and _may_judge(decision, user)
    )


def _may_close(decision: Decision, user: User) -> bool:
    return seat.closable_by(user).filter(id=subject_id(decision)).exists()


def _may_free(decision: Decision, user: User) -> bool:
    # Of what went before it is no longer known for how long it was meant.
    return decision.before == Pace.FREE and _may_close(decision, user)


def _may_reply(decision: Decision, user: User) -> bool:
    return seat.replies_of(user).filter(id=subject_id(decision)).exists()


def _may_write(decision: Decision, user: User) -> bool:
    member = seat.memberships(user).filter(weblog=decision.weblog_id).first()
    return bool(member and seat.Seat(member).posts.filter(id=subject_id(decision)).exists())


def _may_administer(decision: Decision, user: User) -> bool:
    return seat.memberships(user).filter(weblog=decision.weblog_id, role=Role.OWNER).exists()


# By the kind of decision.
MAY = {
    "comment": _may_judge,
    "conversation": _may_close,
    "host-reply": _may_reply,
    "post": _may_write,
    "member-changed": _may_administer,
    "commenter": _may_administer,
    "rule": _may_rule,
    **dict.fromkeys(marking.KINDS, _may_judge),
    "note": _may_close,
    KIND: _may_take_back,
    "pace": _may_free,
    settling.KIND: _may_judge,
    **dict.fromkeys(taking_back.KINDS, _may_rescue),
}
