"""The numbers that comments have in a WordPress export. They ascend from question to answer, as WordPress takes them in
by their numbers; and where that allows it they are what links to the comments are made of (``#comment-12``)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply

# More digits than any program has given.
_LONGEST = 15


@dataclass(frozen=True, slots=True)
class Numbered:
    """A comment, by its row, with its number and that of the one that it answers; or a host's reply."""

    row: int
    number: int
    parent: int = 0
    is_reply: bool = False


def numbered(comments: "QuerySet[Comment]", replies: "QuerySet[HostReply]") -> list[Numbered]:
    """The comments of a post by their numbers; behind them the host's replies inside them, as answers."""
    rows = comments.values_list("id", "first_id", "old_id", "parent_id").iterator(2000)
    wanted = sorted((_natural(first or row, old), row, parent) for row, first, old, parent in rows)
    found: dict[int, Numbered] = {}
    last = 0
    for number, row, parent in _questions_first(wanted):
        last = max(number, last + 1)
        above = found.get(parent or 0)
        found[row] = Numbered(row, last, above.number if above else 0)
    inside = replies.filter(comment__in=list(found)) if found else replies.none()
    said = [*found.values()]
    for row, comment in inside.order_by("created_at", "id").values_list("id", "comment_id"):
        last += 1
        said.append(Numbered(row, last, found[comment].number, is_reply=True))
    return said


def _natural(public_id: int, old_id: str) -> int:
    plain = old_id.isascii() and old_id.isdigit() and len(old_id) <= _LONGEST and not old_id.startswith("0")
    return int(old_id) if plain else public_id


_Wanted = tuple[int, int, int | None]


def _questions_first(wanted: Iterable[_Wanted]) -> Iterator[_Wanted]:
    rows = [*wanted]
    here, placed = {row for _number, row, _parent in rows}, set[int]()
    waiting: dict[int, list[_Wanted]] = {}
    for one in rows:
        if one[2] in here and one[2] not in placed:
            waiting.setdefault(one[2] or 0, []).append(one)
            continue
        ready = [one]
        while ready:
            placed.add(ready[-1][1])
            yield ready[-1]
            ready += reversed(waiting.pop(ready.pop()[1], []))
    # Those that answer each other in a circle.
    yield from (one for circle in waiting.values() for one in circle)
