"""What a comment or a host's reply said before, beside what it said next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from tertulia.conversation.comment import Comment
from tertulia.conversation.comment_revision import CommentRevision, Standing
from tertulia.conversation.host_reply import HostReply
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
    return _changes(comment, [(row.at, row.text, row.standing) for row in rows])


def changes_of_reply(reply: HostReply) -> list[Change]:
    """The changes that readers may see of a host's reply, the last one first."""
    return _changes(reply, [(row.at, row.text, Standing.OPEN) for row in reply.revisions.all()])


def proposals_of(comment: Comment) -> list[tuple[CommentRevision, list[Piece]]]:
    """Edits that the host has not taken, the last one first, each with what it would change."""
    rows = comment.revisions.filter(standing__in=(Standing.WAITING, Standing.REFUSED)).order_by("-at", "-id")
    return [(row, difference(comment.text, row.text)) for row in rows]


def _changes(said: Comment | HostReply, earlier: Sequence[tuple[datetime, str, str]]) -> list[Change]:
    wordings = [*earlier, (said.edited_at or said.created_at, said.text, "")]
    changes = [
        Change(since, at, difference(before, after), standing)
        for (since, before, standing), (at, after, _standing) in pairwise(wordings)
    ]
    return changes[::-1]
