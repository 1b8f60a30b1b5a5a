"""Time: one place that knows what now is, and what a month of a weblog spans."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.utils import timezone

_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _standing.get() or timezone.now()


@cache
def zones() -> frozenset[str]:
    """The names of all time zones that this machine knows. Looked for once, as each is a file."""
    return frozenset(available_timezones())


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let the verbs called within believe that it is ``moment``: for the demo, whose conversations took months."""
    before = _standing.set(moment)
    try:
        yield
    finally:
        _standing.reset(before)


def zone(name: str) -> ZoneInfo:
    """The time zone of that IANA name; raises KeyError (ZoneInfoNotFoundError) if there is none."""
    return ZoneInfo(name)


def month_span(year: int, month: int, where: tzinfo) -> tuple[datetime, datetime]:
    """First moment of the month in that zone, and of the month after, both in UTC. Raises ValueError for month 13."""
    first = datetime(year, month, 1, tzinfo=where)
    after = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=where)
    return first.astimezone(UTC), after.astimezone(UTC)
