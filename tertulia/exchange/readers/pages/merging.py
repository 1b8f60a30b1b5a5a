"""Several captures of one post made one: the newest text, and every comment that any of them shows."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape

from tertulia.exchange.readers.pages.page import Said
from tertulia.exchange.readers.pages.when import parse_when
from tertulia.exchange.records import CommentRecord


def united(captures: Iterable[Sequence[Said]]) -> list[Said]:
    """The comments of all captures, the newest capture first; what an older one has in more than that comes behind."""
    found: list[Said] = []
    marks: dict[str, int] = {}
    for said in captures:
        for one in said:
            places = {marks[mark] for mark in marks_of(one) if mark in marks}
            if places:
                place = min(places)
                found[place] = _joined(found[place], one)
            else:
                place = len(found)
                found.append(one)
            marks.update(dict.fromkeys(marks_of(one), place))
    return found


def marks_of(said: Said) -> list[str]:
    """What tells that two captures show the same comment: an id, else its words."""
    return [one for one in (said.xid, said.number) if one] or [f"{said.name}\0{said.when}\0{said.text}"]


def _joined(newer: Said, older: Said) -> Said:
    return Said(
        newer.name or older.name,
        newer.when or older.when,
        newer.text or older.text,
        newer.xid or older.xid,
        newer.number or older.number,
        newer.url or older.url,
        newer.by_host or older.by_host,
        newer.place or older.place,
        newer.answers or older.answers,
        newer.replies or older.replies,
    )


def oldest_first(said: Sequence[Said], *, day_first: bool, language: str) -> list[tuple[Said, datetime | None]]:
    """Comments in the order of their dates; those of the same minute in that of the page, whichever way it goes."""
    dated = [(one, _exact(one.when) or parse_when(one.when, day_first=day_first, language=language)[0]) for one in said]
    if said and all(one.place for one in said):
        return sorted(dated, key=lambda pair: int(pair[0].place))
    times = [date.replace(tzinfo=None) for _one, date in dated if date]
    if times and times[0] > times[-1]:
        dated.reverse()
    before = datetime.min  # noqa: DTZ901
    order = []
    for place, (_one, date) in enumerate(dated):
        # What has no date stays behind the comment before it.
        before = date.replace(tzinfo=None) if date else before
        order.append((before, place))
    return [dated[place] for _date, place in sorted(order)]


def _exact(when: str) -> datetime | None:
    try:
        date = datetime.fromisoformat(when)
    except ValueError:
        return None
    return date if date.tzinfo else None


def record_of(said: Said, date: datetime | None, member: str, answers: str) -> CommentRecord:
    """A comment as a record, which answers that of the id ``answers``."""
    return CommentRecord(
        id=said.xid or said.number,
        answers=answers,
        name=escape(said.name, quote=False),
        url=said.url,
        member=member,
        date=date,
        text=said.text,
        old_id=said.xid or said.number,
        old_number=said.number if said.xid else "",
        replies=said.replies,
    )
