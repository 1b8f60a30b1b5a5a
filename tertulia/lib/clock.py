"""Time: one place that knows what now is, and what a month of a weblog spans."""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()


def zone(name: str) -> ZoneInfo:
    """The time zone of that IANA name; raises KeyError (ZoneInfoNotFoundError) if there is none."""
    return ZoneInfo(name)


def month_span(year: int, month: int, where: tzinfo) -> tuple[datetime, datetime]:
    """First moment of the month in that zone, and of the month after, both in UTC. Raises ValueError for month 13."""
    first = datetime(year, month, 1, tzinfo=where)
    after = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=where)
    return first.astimezone(UTC), after.astimezone(UTC)
