"""Take a decision back, whatever it was about."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tertulia.conversation import answering_apart, marking, moderation
from tertulia.conversation.collision import Collision
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import Pace
from tertulia.conversation.identity.commenter import Commenter
from tertulia.conversation.identity.confirming import REFUSED, give_back, refuse
from tertulia.conversation.moderation import NothingToUndo
from tertulia.conversation.noting import undo_note
from tertulia.conversation.pace import set_pace
from tertulia.conversation.reports import settling
from tertulia.conversation.rules.rule import Rule
from tertulia.conversation.rules.ruling import set_rule_state
from tertulia.desk.undo_rights import MAY, subject_id
from tertulia.exchange import taking_back
from tertulia.weblog import writing
from tertulia.weblog.decision import Decision, last_about
from tertulia.weblog.member import Member, change_role
from tertulia.weblog.post import Post, Status
from tertulia.weblog.stale import take_turn


class CannotUndo(Exception):
    """The decision stays; the message says why, for the person who asked."""


def undo(decision: Decision, user: User) -> None:
    """Take ``decision`` back in the name of ``user``. Raises CannotUndo, and Collision if a comment was judged anew."""
    if not may_undo(decision, user):
        raise CannotUndo(_("This is not yours to undo, or cannot be undone."))
    try:
        with transaction.atomic():
            _VERBS[decision.kind](decision, user)
    except Collision as collision:
        if decision.kind == "comment":
            raise
        raise CannotUndo(str(collision)) from collision
    except NothingToUndo as error:
        raise CannotUndo(_("There is no state before it to go back to.")) from error
    except ValidationError as error:
        raise CannotUndo(" ".join(error.messages)) from error


def may_undo(decision: Decision, user: User) -> bool:
    """Whether ``user`` may take the decision back: the right to make it is the right to undo it."""
    if decision.kind not in _VERBS or decision.before == decision.after:
        return False
    # What came in by itself led from nowhere; an answer of the host did not, and is undone by withdrawing it; a name
    # that somebody has confirmed by refusing it.
    if not decision.before and decision.kind not in ("host-reply", answering_apart.KIND, "commenter"):
        return False
    return MAY[decision.kind](decision, user)


def undoable(decisions: Sequence[Decision], user: User) -> set[int]:
    """The ids of those that ``user`` may take back now: of each thing and kind the last that led to another state."""
    subjects = {one.subject for one in decisions}
    moves = Decision.objects.filter(subject__in=subjects).exclude(before=F("after")).order_by("id")
    last = {(subject, kind): row for row, subject, kind in moves.values_list("id", "subject", "kind")}
    return {one.id for one in decisions if last.get((one.subject, one.kind)) == one.id and may_undo(one, user)}


def _conversation(decision: Decision, user: User) -> None:
    moderation.undo(decision, actor=user)


def _post(decision: Decision, user: User) -> None:
    take_turn(decision.weblog_id)
    post = Post.objects.get(id=subject_id(decision))
    if post.status != decision.after:
        raise CannotUndo(_("It is another state by now: “%s”.") % Status(post.status).label)
    if decision.before in (Status.PUBLISHED, Status.SCHEDULED):
        writing.publish(post, actor=user, at=post.published_at)
    elif decision.before == Status.DISCARDED:
        writing.discard(post, actor=user)
    else:
        writing.unpublish(post, actor=user)


def _member(decision: Decision, user: User) -> None:
    member = Member.objects.select_related("weblog").get(id=subject_id(decision))
    if (member.role if member.active else "none") != decision.after:
        raise CannotUndo(_("The role was changed again since."))
    if decision.before == "none":
        change_role(member, member.role, actor=user, active=False)
    else:
        change_role(member, decision.before, actor=user)


def _commenter(decision: Decision, user: User) -> None:
    commenter = Commenter.objects.select_related("weblog").get(id=subject_id(decision))
    verb = give_back if decision.after == REFUSED else refuse
    if verb(commenter, actor=user, reason=_("Taken back")) is None:
        raise CannotUndo(_("It is another state by now."))


def _pace(decision: Decision, user: User) -> None:
    post = Post.objects.select_related("weblog").get(id=subject_id(decision))
    set_pace(post, Pace.FREE, actor=user, why=_("Taken back"), seen=str(decision.id))


def _rule(decision: Decision, user: User) -> None:
    rule = Rule.objects.filter(id=subject_id(decision)).first()
    if rule is None:
        raise CannotUndo(_("This rule is gone for good."))
    set_rule_state(rule, decision.before, actor=user, expected=decision.after, reason=_("Taken back"))


def _reports(decision: Decision, user: User) -> None:
    comment = Comment.objects.select_related("conversation__post__weblog").get(id=subject_id(decision))
    settling.undo_dismissal(decision, comment, actor=user)


def _mark(decision: Decision, user: User) -> None:
    comment = Comment.objects.select_related("conversation__post__weblog__policy").get(id=subject_id(decision))
    kind = marking.KINDS[decision.kind]
    if not comment.host_marks.filter(kind=kind, state=decision.after).exists():
        raise CannotUndo(_("It is another state by now."))
    marking.bring_back(comment, kind, decision.before, actor=user)


def _apart(decision: Decision, user: User) -> None:
    comment = Comment.objects.select_related("conversation__post__weblog__policy").get(id=subject_id(decision))
    if comment.state != decision.after:
        raise CannotUndo(_("It is another state by now."))
    moderation.judge(comment, CommentState.WITHDRAWN, actor=user, reason=_("Taken back"))


def _note(decision: Decision, user: User) -> None:
    post = Post.objects.select_related("weblog").get(id=subject_id(decision))
    if last_about(decision.subject, decision.kind) != decision:
        raise CannotUndo(_("The note was changed again since."))
    undo_note(post, actor=user)


def _rescue(decision: Decision, user: User) -> None:
    taking_back.take_back(decision, actor=user)


_VERBS = {
    "comment": _conversation,
    "conversation": _conversation,
    "host-reply": _conversation,
    "post": _post,
    "member-changed": _member,
    "commenter": _commenter,
    "rule": _rule,
    **dict.fromkeys(marking.KINDS, _mark),
    "note": _note,
    answering_apart.KIND: _apart,
    "pace": _pace,
    settling.KIND: _reports,
    **dict.fromkeys(taking_back.KINDS, _rescue),
}
