"""The moderation queue: which comments a member sees, and the evidence beside each decision."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.contrib.auth.models import User
from django.db.models import Count, Q

from tertulia.conversation.collision import JUDGEMENT
from tertulia.conversation.comment import Comment, CommentSet, CommentState
from tertulia.conversation.comment_revision import CommentRevision
from tertulia.conversation.mark import Mark, MarkKind, MarkState
from tertulia.conversation.reports.report import Report
from tertulia.desk import seat
from tertulia.desk.likeness import by_likeness
from tertulia.weblog.decision import Decision

# As many as one looks at before looking again.
_MOST_EDITS = 20
# What readers have reported and nobody decided about yet, in whatever state; a tab beside the states.
REPORTED = "reported"
_LINK = re.compile(r'<a\s[^>]*?href="([^"]*)"', re.IGNORECASE)


@dataclass(frozen=True)
class Filter:
    """What somebody asked to see, from the query of the address; nonsense falls back to the default."""

    state: str = CommentState.HELD
    weblog: str = ""
    post: int | None = None
    words: str = ""
    oldest_first: bool = False
    by_likeness: bool = False

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Filter":
        """Read ``state``, ``weblog`` (a slug), ``post`` (an id), ``q`` and ``order``."""
        state, post = query.get("state", ""), query.get("post", "")
        return cls(
            state=state if state in (*CommentState.values, REPORTED) else CommentState.HELD,
            weblog=query.get("weblog", ""),
            post=int(post) if post.isascii() and post.isdigit() and len(post) < 19 else None,
            words=query.get("q", ""),
            oldest_first=query.get("order", "") == "oldest",
            by_likeness=query.get("order", "") == "likeness",
        )


@dataclass
class Evidence:
    """What helps to judge a comment: how often this person was published here, where links lead, what was decided."""

    published_before: int = 0
    links: list[str] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    @property
    def is_first(self) -> bool:
        """Whether nothing of this person was published in the weblog yet."""
        return self.published_before == 0

    @property
    def judgements(self) -> list[Decision]:
        """How it was judged, the last time last."""
        return [one for one in self.decisions if one.kind == JUDGEMENT]

    @property
    def judgement(self) -> Decision | None:
        """The last judgement."""
        return next(iter(self.judgements[-1:]), None)

    @property
    def undoable(self) -> Decision | None:
        """The judgement that can be taken back, by who may judge: the last that led from one state to another."""
        moves = [one for one in self.judgements if one.before != one.after]
        return moves[-1] if moves and moves[-1].before else None


def found(user: User, wanted: Filter) -> CommentSet:
    """The comments of all weblogs of ``user`` that match, without regard to their state."""
    comments = seat.comments_of(user)
    if wanted.weblog:
        comments = comments.filter(conversation__post__weblog__slug=wanted.weblog)
    if wanted.post:
        comments = comments.filter(conversation=wanted.post)
    for word in wanted.words.split()[:10]:
        comments = comments.filter(Q(text__icontains=word) | Q(name__icontains=word) | Q(email__icontains=word))
    return comments


def in_state(comments: CommentSet, wanted: Filter) -> CommentSet | list[Comment]:
    """Those in the wanted state, in the wanted order."""
    there = reported(comments) if wanted.state == REPORTED else comments.filter(state=wanted.state)
    if wanted.by_likeness:
        return by_likeness(there)
    return there.order_by(*(("created_at", "id") if wanted.oldest_first else ("-created_at", "-id")))


def reported(comments: CommentSet) -> CommentSet:
    """Those with reports that nobody has decided about."""
    return comments.filter(id__in=Report.objects.open().order_by().values("comment"))


def counts(comments: CommentSet) -> dict[str, int]:
    """How many there are in each state, and how many are reported."""
    rows = comments.order_by().values_list("state").annotate(Count("id"))
    return {**dict.fromkeys(CommentState.values, 0), **dict(rows), REPORTED: reported(comments).count()}


def waiting_edits(user: User) -> list[CommentRevision]:
    """Edits of published comments that wait for somebody who may judge them, the longest waiting first."""
    comments = seat.judged_by(user).filter(state=CommentState.PUBLISHED)
    waiting = CommentRevision.objects.waiting().filter(comment__in=comments.values("id"))
    return list(waiting.select_related("comment__conversation__post")[:_MOST_EDITS])


def open_questions(user: User) -> list[Mark]:
    """What somebody who may judge comments wants to find out, the longest open first."""
    comments = seat.judged_by(user).filter(state=CommentState.PUBLISHED)
    waiting = Mark.objects.filter(kind=MarkKind.QUESTION, state=MarkState.OPEN, comment__in=comments.values("id"))
    return list(waiting.select_related("comment__conversation__post").order_by("at", "id")[:_MOST_EDITS])


def evidence(comments: Sequence[Comment]) -> dict[int, Evidence]:
    """The evidence about each comment, by its id; two queries for all of them."""
    known = _published_before(comments)
    decisions = _decisions(comments)
    return {
        comment.id: Evidence(
            published_before=known.get((comment.conversation.post.weblog_id, comment.email), 0),
            links=links_of(comment),
            decisions=decisions.get(comment.id, []),
        )
        for comment in comments
    }


def links_of(comment: Comment) -> list[str]:
    """The hosts that the comment and the name above it link to, each once."""
    addresses = [*_LINK.findall(comment.html), comment.url]
    return list(dict.fromkeys(host for address in addresses if (host := _host(address))))


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return address[:60]


def _published_before(comments: Sequence[Comment]) -> dict[tuple[int, str], int]:
    emails = {comment.email for comment in comments if comment.email}
    if not emails:
        return {}
    ids = {comment.id for comment in comments}
    others = Comment.objects.filter(email__in=emails, state=CommentState.PUBLISHED).exclude(id__in=ids)
    rows = others.values_list("conversation__post__weblog", "email").annotate(Count("id"))
    return {(weblog_id, email): count for weblog_id, email, count in rows}


def _decisions(comments: Sequence[Comment]) -> dict[int, list[Decision]]:
    subjects = {f"comment:{comment.id}": comment.id for comment in comments}
    grouped: dict[int, list[Decision]] = {}
    for decision in Decision.objects.filter(subject__in=subjects).order_by("id"):
        grouped.setdefault(subjects[decision.subject], []).append(decision)
    return grouped
