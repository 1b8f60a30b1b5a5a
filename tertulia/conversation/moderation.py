"""Moderation: judge comments, alone or many at once, and take a judgement back. Each is a row in the weblog's log."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from tertulia.conversation import findable, quoting
from tertulia.conversation.collision import JUDGEMENT, Collision, collisions
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.numbering import COUNTED, MOVED, move
from tertulia.conversation.reports.settling import reopen, settle
from tertulia.conversation.spam.learning import learn
from tertulia.conversation.stale import tags_of_moved
from tertulia.conversation.telling import tell_later
from tertulia.conversation.undoing import last_move, undo_closing, undo_reply
from tertulia.lib import tags
from tertulia.outbox.event import record
from tertulia.weblog.decision import Decision, decide_many, last_about


class NothingToUndo(Exception):
    """The decision led from nowhere (a comment that came in held), so there is nothing to go back to."""


@dataclass(frozen=True)
class _Why:
    actor: User | None
    reason: str = ""
    note: str = ""
    takes_back: bool = False


def may_come(before: str, after: str) -> bool:
    """Whether a moderator can bring a comment from one state into the other."""
    is_its_authors = before == CommentState.RETRACTED and after in (CommentState.PUBLISHED, CommentState.HELD)
    return before != after and not is_its_authors


def judge(
    comment: Comment, state: str, *, actor: User | None, reason: str = "", note: str = "", seen: str = ""
) -> Decision:
    """Bring a comment into ``state``. ``reason`` is for the log, ``note`` for its author. ``seen`` is the version that
    its judge saw (``collision.version_of``): raises Collision if it is another by now. A comment that is in that state
    already, or cannot come there (``may_come``), stays as it is; without a new reason or note the decision that
    brought it to where it is is answered."""
    with transaction.atomic():
        [found] = _lock([comment.id])
        for collision in collisions([found], {found.id: seen}, state):
            raise collision
        why = _Why(actor, reason, note)
        decisions = _judge([found], state, why)
        comment.state, comment.number = found.state, found.number
        last = None if reason or note else last_about(_subject(found), JUDGEMENT)
        return decisions[0] if decisions else last or _log([(found, found.state)], found.state, why)[0]


def judge_many(
    comments: Iterable[Comment], state: str, *, actor: User | None, reason: str = "", note: str = ""
) -> list[Decision]:
    """Bring comments of any conversations into ``state``, all or none; those in it already are left out. Costs a
    handful of queries for each weblog and three for each conversation, however many comments there are."""
    return judge_seen(comments, state, actor=actor, seen={}, reason=reason, note=note)[0]


def judge_seen(
    comments: Iterable[Comment],
    state: str,
    *,
    actor: User | None,
    seen: Mapping[int, str],
    reason: str = "",
    note: str = "",
) -> tuple[list[Decision], list[Collision]]:
    """The same for those that still are what their judge saw, by their ids; answers also the collisions of the rest,
    of which nothing was changed."""
    with transaction.atomic():
        found = _lock([comment.id for comment in comments])
        overtaken = collisions(found, seen, state)
        rest = {collision.comment.id for collision in overtaken if collision.comment}
        standing = [comment for comment in found if comment.id not in rest]
        return _judge(standing, state, _Why(actor, reason, note)), overtaken


def undo(decision: Decision, *, actor: User | None) -> Decision:
    """Take back the last decision about a comment, a conversation or a host reply. Raises Collision if another
    decision came after it, NothingToUndo if it led from nowhere."""
    undoing = {"comment": _undo_judgement, "conversation": undo_closing, "host-reply": undo_reply}
    if decision.kind not in undoing or decision.before == decision.after:
        raise NothingToUndo
    with transaction.atomic():
        undoing[decision.kind](decision, int(decision.subject.partition(":")[2]), actor)
        return last_about(decision.subject, decision.kind) or decision


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


def _judge(comments: Sequence[Comment], state: str, why: _Why) -> list[Decision]:
    moved = [(comment, comment.state) for comment in comments if may_come(comment.state, state)]
    for comment, _before in moved:
        move(comment.conversation, comment, CommentState(state))
    changed = [comment for comment, _before in moved]
    Comment.objects.bulk_update(changed, MOVED, batch_size=500)
    conversations = {comment.conversation_id: comment.conversation for comment in changed}
    Conversation.objects.bulk_update(conversations.values(), COUNTED, batch_size=500)
    findable.renew(changed)
    if why.actor:
        learn(changed)
    for conversation in conversations.values():
        here = [pair for pair in moved if pair[0].conversation_id == conversation.pk]
        quoting.renew(conversation.post, [comment for comment, _before in here])
        _tell(conversation, here, state, why.actor)
    return _log(moved, state, why)


def _tell(conversation: Conversation, moved: Sequence[tuple[Comment, str]], state: str, actor: User | None) -> None:
    post = conversation.post
    was_seen = state == CommentState.PUBLISHED or any(before == CommentState.PUBLISHED for _comment, before in moved)
    named = [tags.moderation_log(post.weblog_id)]
    if was_seen:
        named += tags_of_moved(post, [comment for comment, _before in moved])
    record(
        f"comment.{state}",
        tags=named,
        weblog_id=post.weblog_id,
        post_id=post.id,
        comment_ids=[comment.id for comment, _before in moved],
        actor_id=actor.id if actor else None,
    )


def _log(moved: Sequence[tuple[Comment, str]], state: str, why: _Why) -> list[Decision]:
    weblogs = {comment.conversation.post.weblog_id: comment.conversation.post.weblog for comment, _before in moved}
    decisions = []
    for weblog in weblogs.values():
        facts = [
            {"subject": _subject(comment), "about": str(comment), "before": before, "after": str(state)}
            for comment, before in moved
            if comment.conversation.post.weblog_id == weblog.id
        ]
        decisions += decide_many(
            weblog,
            JUDGEMENT,
            facts,
            actor=why.actor,
            reason=why.reason,
            note=why.note,
            takes_back=why.takes_back,
        )
    tell_later((comment for comment, _before in moved), decisions)
    if why.actor and not why.takes_back:
        settle(decisions)
    return decisions


def _subject(comment: Comment) -> str:
    return f"comment:{comment.id}"


def _undo_judgement(decision: Decision, comment_id: int, actor: User | None) -> None:
    if not decision.before:
        raise NothingToUndo
    [comment] = _lock([comment_id])
    last = last_move(decision)
    if last != decision or comment.state != decision.after:
        raise Collision(comment, last if last != decision else None, decision.before)
    decisions = _judge([comment], decision.before, _Why(actor, _("Taken back"), takes_back=True))
    reopen(comment.id, decision.at)
    if decision.takes_back:
        settle(decisions)
