"""Moderation: judge comments, alone or many at once, and take a judgement back. Each is a row in the weblog's log."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tertulia.conversation import closing, findable, replying
from tertulia.conversation.comment import Comment, CommentSet, CommentState
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.numbering import COUNTED, MOVED, move
from tertulia.conversation.spam.learning import learn
from tertulia.conversation.stale import tags_of_moved
from tertulia.outbox.event import record
from tertulia.weblog.decision import Decision, decide, decide_many
from tertulia.weblog.member import Member, Role
from tertulia.weblog.post import Post


class Collision(Exception):
    """Somebody else was faster; nothing was changed. ``comment`` is as it stands now (None if the decision was about
    something else), ``decision`` the other's, if one is on record."""

    def __init__(self, comment: Comment | None, decision: Decision | None) -> None:
        self.comment, self.decision = comment, decision
        who = (decision and decision.actor_name) or _("Somebody else")
        state = CommentState(comment.state).label if comment else (decision.after if decision else "")
        super().__init__(_("%(who)s was faster: it is now “%(state)s”.") % {"who": who, "state": state})


class NothingToUndo(Exception):
    """The decision led from nowhere (a comment that came in held), so there is nothing to go back to."""


def visible_to(user: User | AnonymousUser) -> CommentSet:
    """The comments somebody may see at the desk: all of the weblogs where they may moderate, and for an author those
    on their own posts."""
    own = Member.objects.filter(user=user.pk, active=True, role=Role.AUTHOR)
    return Comment.objects.filter(_in_weblogs_of(user) | Q(conversation__post__author__in=own))


def judgeable_by(user: User | AnonymousUser) -> CommentSet:
    """The comments somebody may judge: of the weblogs where they may moderate."""
    return Comment.objects.filter(_in_weblogs_of(user))


def may_come(before: str, after: str) -> bool:
    """Whether a moderator can bring a comment from one state into the other."""
    is_its_authors = before == CommentState.RETRACTED and after in (CommentState.PUBLISHED, CommentState.HELD)
    return before != after and not is_its_authors


def judge(comment: Comment, state: str, *, actor: User | None, reason: str = "", expected: str = "") -> Decision:
    """Bring a comment into ``state``. ``expected`` is the state its judge saw: raises Collision if it is
    another by now. A comment that is in that state already, or cannot come there (``may_come``), stays as it is; the
    decision that brought it to where it is is answered."""
    with transaction.atomic():
        [found] = _lock([comment.id])
        if expected and found.state != expected:
            raise Collision(found, _last_about(_subject(found)))
        decisions = _judge([found], state, actor, reason)
        comment.state, comment.number = found.state, found.number
        return decisions[0] if decisions else _last_about(_subject(found)) or _confirm(found, actor, reason)


def judge_many(comments: Iterable[Comment], state: str, *, actor: User | None, reason: str = "") -> list[Decision]:
    """Bring comments of any conversations into ``state``, all or none; those in it already are left out. Costs a
    handful of queries for each weblog and two for each conversation, however many comments there are."""
    with transaction.atomic():
        return _judge(_lock([comment.id for comment in comments]), state, actor, reason)


def undo(decision: Decision, *, actor: User | None) -> Decision:
    """Take back the last decision about a comment, a conversation or a host reply. Raises Collision if another
    decision came after it, NothingToUndo if it led from nowhere."""
    undoing = {"comment": _undo_judgement, "conversation": _undo_closing, "host-reply": _undo_reply}
    if decision.kind not in undoing:
        raise NothingToUndo
    with transaction.atomic():
        last = _last_about(decision.subject)
        if last is not None and last.id != decision.id:
            raise Collision(None, last)
        undoing[decision.kind](decision, int(decision.subject.partition(":")[2]), actor)
        return _last_about(decision.subject) or decision


def _in_weblogs_of(user: User | AnonymousUser) -> Q:
    moderating = Member.objects.filter(user=user.pk, user__isnull=False, active=True).exclude(role=Role.AUTHOR)
    return Q(conversation__post__weblog__in=moderating.values("weblog"))


def _lock(ids: Sequence[int]) -> list[Comment]:
    # Conversations first and in one order for everybody: posting locks them too, and two moderators who judge
    # overlapping selections must wait for each other and not both for ever.
    wanted = Comment.objects.filter(id__in=ids)
    rows = Conversation.objects.select_for_update(of=("self",)).select_related("post__weblog")
    locked = {row.pk: row for row in rows.filter(pk__in=wanted.values("conversation_id")).order_by("pk")}
    comments = list(wanted.order_by("conversation_id", "created_at", "id"))
    for comment in comments:
        comment.conversation = locked[comment.conversation_id]
    return comments


def _judge(comments: Sequence[Comment], state: str, actor: User | None, reason: str) -> list[Decision]:
    moved = [(comment, comment.state) for comment in comments if may_come(comment.state, state)]
    for comment, _before in moved:
        move(comment.conversation, comment, CommentState(state))
    changed = [comment for comment, _before in moved]
    Comment.objects.bulk_update(changed, MOVED, batch_size=500)
    conversations = {comment.conversation_id: comment.conversation for comment in changed}
    Conversation.objects.bulk_update(conversations.values(), COUNTED, batch_size=500)
    findable.renew(changed)
    if actor:
        learn(changed)
    for conversation in conversations.values():
        _tell(conversation, [pair for pair in moved if pair[0].conversation_id == conversation.pk], state, actor)
    return _log(moved, state, actor, reason)


def _tell(conversation: Conversation, moved: Sequence[tuple[Comment, str]], state: str, actor: User | None) -> None:
    post = conversation.post
    was_seen = state == CommentState.PUBLISHED or any(before == CommentState.PUBLISHED for _comment, before in moved)
    record(
        f"comment.{state}",
        tags=tags_of_moved(post, [comment for comment, _before in moved]) if was_seen else (),
        weblog_id=post.weblog_id,
        post_id=post.id,
        comment_ids=[comment.id for comment, _before in moved],
        actor_id=actor.id if actor else None,
    )


def _log(moved: Sequence[tuple[Comment, str]], state: str, actor: User | None, reason: str) -> list[Decision]:
    weblogs = {comment.conversation.post.weblog_id: comment.conversation.post.weblog for comment, _before in moved}
    decisions = []
    for weblog in weblogs.values():
        facts = [
            {"subject": _subject(comment), "about": str(comment), "before": before, "after": str(state)}
            for comment, before in moved
            if comment.conversation.post.weblog_id == weblog.id
        ]
        decisions += decide_many(weblog, "comment", facts, actor=actor, reason=reason)
    return decisions


def _confirm(comment: Comment, actor: User | None, reason: str) -> Decision:
    weblog, subject, state = comment.conversation.post.weblog, _subject(comment), comment.state
    about = str(comment)
    return decide(
        weblog, "comment", actor=actor, subject=subject, about=about, before=state, after=state, reason=reason
    )


def _subject(comment: Comment) -> str:
    return f"comment:{comment.id}"


def _last_about(subject: str) -> Decision | None:
    return Decision.objects.filter(subject=subject).order_by("-id").first()


def _undo_judgement(decision: Decision, comment_id: int, actor: User | None) -> None:
    if not decision.before or decision.before == decision.after:
        raise NothingToUndo
    comment = Comment.objects.get(id=comment_id)
    judge(comment, decision.before, actor=actor, expected=decision.after, reason=_("Taken back"))


def _undo_closing(decision: Decision, post_id: int, actor: User | None) -> None:
    closing.set_state(Post.objects.get(id=post_id), decision.before, actor=actor, reason=_("Taken back"))


def _undo_reply(decision: Decision, reply_id: int, actor: User | None) -> None:
    if decision.before == decision.after:
        raise NothingToUndo
    reply = HostReply.objects.get(id=reply_id)
    verb = replying.restore_reply if decision.after == "withdrawn" else replying.withdraw_reply
    verb(reply, actor=actor)
