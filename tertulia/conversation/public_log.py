"""What readers may see of how comments are moderated, where the host has it so: what was done, when and why, and never
a word or a name of what is not published."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tertulia.conversation.collision import JUDGEMENT
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.editing import KIND as EDIT
from tertulia.conversation.policy import policy_of
from tertulia.conversation.reasons import reasons_of
from tertulia.lib import text
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post, Status
from tertulia.weblog.weblog import Weblog

DAYS = timedelta(days=30)
_REARRANGED = ("comment-assigned", "comment-joined", "comment-split")
_DONE: Mapping[tuple[str, str], Promise] = {
    (CommentState.PUBLISHED, CommentState.HELD): _("Taken off the page, to be looked at"),
    (CommentState.PUBLISHED, CommentState.WITHDRAWN): _("Withdrawn"),
    (EDIT, "accepted"): _("A correction by its author was let in"),
    (EDIT, "refused"): _("A correction by its author was not let in"),
}
_DONE_BY_STATE: Mapping[str, Promise] = {
    CommentState.WITHDRAWN: _("Not published"),
    CommentState.PUBLISHED: _("Published after all"),
}


@dataclass(frozen=True)
class Line:
    """One decision as readers see it. ``link`` leads to its comment of that ``number`` if readers can see it; else
    ``post`` alone is named, if they can see that."""

    at: datetime
    done: Promise
    reason: str
    who: str
    takes_back: bool
    post: Post | None
    link: str
    number: int | None


def listed(weblog: Weblog) -> "QuerySet[Decision]":
    """The decisions of members that the log shows, the last first. That a comment is published is told only of one that
    was there before, or was kept out."""
    there = Decision.objects.filter(subject=OuterRef("subject"), kind=JUDGEMENT, before=CommentState.PUBLISHED)
    was_there = Exists(there.filter(id__lt=OuterRef("id")))
    back = Q(after=CommentState.PUBLISHED) & (Q(before__in=(CommentState.SPAM, CommentState.WITHDRAWN)) | was_there)
    off = Q(after=CommentState.HELD, before=CommentState.PUBLISHED) | Q(after=CommentState.WITHDRAWN)
    judged = Q(kind=JUDGEMENT) & ~Q(before=F("after")) & (back | off)
    return weblog.decisions.exclude(actor_name="").filter(judged | Q(kind__in=(EDIT, *_REARRANGED))).order_by("-id")


def lines_of(weblog: Weblog, decisions: Sequence[Decision]) -> list[Line]:
    """What readers see of these decisions. One query."""
    comments, policy = _comments(decisions), policy_of(weblog)
    reasons = set(reasons_of(weblog))
    return [_line(one, comments.get(one.subject), reasons, policy.log_names) for one in decisions]


def spam_by_day(weblog: Weblog) -> list[tuple[date, int]]:
    """How much was judged spam, by whom- or whatever, on the days of the last month that had any; the last first."""
    spam = weblog.decisions.filter(kind=JUDGEMENT, after=CommentState.SPAM).exclude(before=CommentState.SPAM)
    newest = spam.order_by("-at").values_list("at", flat=True).first()
    if newest is None:
        return []
    # By the last one and not by today: the page says the same until something is decided.
    days = spam.filter(at__gt=newest - DAYS).order_by().annotate(day=TruncDate("at", tzinfo=weblog.zone))
    return list(days.values_list("day").annotate(n=Count("id")).order_by("-day"))


def _line(one: Decision, comment: Comment | None, reasons: Container[str], with_name: bool) -> Line:
    post = comment.conversation.post if comment else None
    seen = comment if post and post.status == Status.PUBLISHED and comment and comment.is_public else None
    return Line(
        at=one.at,
        done=_done(one),
        # What somebody wrote in their own words may name whom it is about.
        reason=one.reason if one.reason in reasons else "",
        who=one.actor_name if with_name else "",
        takes_back=one.takes_back,
        post=post if post and post.status == Status.PUBLISHED else None,
        link=text.path_encoded(f"{post.stem}/comments/{seen.number}/") if post and seen else "",
        number=seen.number if seen else None,
    )


def _done(one: Decision) -> Promise:
    if one.kind in _REARRANGED:
        return _("Put together anew by the host: whose words it is, or one comment or two")
    before = EDIT if one.kind == EDIT else one.before
    return _DONE.get((before, one.after)) or _DONE_BY_STATE[one.after]


def _comments(decisions: Sequence[Decision]) -> dict[str, Comment]:
    ids = [int(one.subject.partition(":")[2]) for one in decisions]
    found = Comment.objects.filter(id__in=ids).select_related("conversation__post__weblog")
    return {f"comment:{comment.id}": comment for comment in found}
