"""What a comment said before, beside what it said next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from tertulia.conversation.comment import Comment
from tertulia.conversation.comment_revision import CommentRevision, Standing
from tertulia.lib.difference import Piece, difference


@dataclass(frozen=True)
class Change:
    """One change of wording: ``before`` was written at ``since``, what replaced it at ``at``. ``standing`` is that of
    the wording that was replaced."""

    since: datetime
    at: datetime
    pieces: Sequence[Piece]
    standing: str = Standing.OPEN


def changes_of(comment: Comment, *, all_of_them: bool = False) -> list[Change]:
    """The changes that readers may see of a comment, the last one first; for its host and its author all of them."""
    seen = (Standing.OPEN, Standing.HIDDEN) if all_of_them else (Standing.OPEN,)
    rows = list(comment.revisions.filter(standing__in=seen).order_by("at", "id"))
    wordings = [
        *((row.at, row.text, row.standing) for row in rows),
        (comment.edited_at or comment.created_at, comment.text, ""),
    ]
    changes = [
        Change(since, at, difference(before, after), standing)
        for (since, before, standing), (at, after, _standing) in pairwise(wordings)
    ]
    return changes[::-1]


def proposals_of(comment: Comment) -> list[tuple[CommentRevision, list[Piece]]]:
    """Edits that the host has not taken, the last one first, each with what it would change."""
    rows = comment.revisions.filter(standing__in=(Standing.WAITING, Standing.REFUSED)).order_by("-at", "-id")
    return [(row, difference(comment.text, row.text)) for row in rows]
