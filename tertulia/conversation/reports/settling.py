"""What becomes of reports: a judgement of the comment settles them, or a moderator dismisses them;
both can be taken back."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from tertulia.conversation.collision import Collision, collisions
from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import locked
from tertulia.conversation.reports.report import Report, ReportSet
from tertulia.outbox.event import record
from tertulia.weblog.decision import Decision, decide, last_about

KIND = "reports"
OPEN, DISMISSED = "reported", "dismissed"


def settle(decisions: Iterable[Decision]) -> None:
    """Let judgements of comments settle what was reported of these. Call it in their transaction."""
    together: dict[datetime, list[int]] = {}
    for decision in decisions:
        together.setdefault(decision.at, []).append(int(decision.subject.partition(":")[2]))
    for at, ids in together.items():
        Report.objects.filter(comment__in=ids, settled_at=None).update(settled_at=at)


def reopen(comment_id: int, at: datetime) -> int:
    """Let what a decision of that moment had settled be open again; answers how much that is. Call it in the
    transaction that takes the decision back."""
    return Report.objects.filter(comment=comment_id, settled_at=at).update(settled_at=None)


@transaction.atomic
def dismiss_reports(
    comment: Comment, *, actor: User | None, reason: str = "", seen: str = "", newest: int | None = None
) -> Decision:
    """Leave the comment as it is, whatever was reported of it up to the report ``newest`` (None: up to now). ``seen``
    is the version of the comment that was looked at. Raises Collision if it is another by now, or nothing is open."""
    locked(comment.conversation.post)
    found = Comment.objects.select_related("conversation__post__weblog").get(id=comment.id)
    for collision in collisions([found], {found.id: seen}, found.state):
        raise collision
    reports = found_open(found)
    if newest is not None:
        reports = reports.filter(id__lte=newest)
    if not reports.exists():
        raise Collision(found, last_about(f"comment:{found.id}", KIND))
    decision = _decide(found, actor, reason, before=OPEN, after=DISMISSED)
    reports.order_by().update(settled_at=decision.at)
    return decision


def undo_dismissal(decision: Decision, comment: Comment, *, actor: User | None) -> Decision:
    """Take a dismissal back, or that it was taken back. Raises Collision if another decision came after it."""
    with transaction.atomic():
        locked(comment.conversation.post)
        last = last_about(decision.subject, KIND)
        if last != decision:
            raise Collision(comment, last)
        if decision.after == OPEN:
            return dismiss_reports(comment, actor=actor)
        if not reopen(comment.id, decision.at):
            raise Collision(comment, last)
        return _decide(comment, actor, "", before=DISMISSED, after=OPEN, takes_back=True)


def found_open(comment: Comment) -> ReportSet:
    """The open reports of a comment."""
    return Report.objects.open().filter(comment=comment)


def _decide(
    comment: Comment, actor: User | None, reason: str, *, before: str, after: str, takes_back: bool = False
) -> Decision:
    post = comment.conversation.post
    record("comment.reports-settled", weblog_id=post.weblog_id, post_id=post.id, comment_ids=[comment.id])
    return decide(
        post.weblog,
        KIND,
        actor=actor,
        subject=f"comment:{comment.id}",
        about=str(comment),
        before=before,
        after=after,
        reason=reason,
        takes_back=takes_back,
    )
