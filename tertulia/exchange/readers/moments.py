"""Dates as programs write them: ISO 8601 with or without a zone, or seconds since 1970."""

from datetime import UTC, datetime


def from_iso(value: object) -> datetime | None:
    """A date in ISO 8601, UTC if it names no zone; None for anything else."""
    if not isinstance(value, str) or not 10 <= len(value) <= 40:
        return None
    try:
        date = datetime.fromisoformat(value.strip())
        return _sound(date.replace(tzinfo=date.tzinfo or UTC).astimezone(UTC))
    except (ValueError, OverflowError):
        return None


def from_seconds(value: object) -> datetime | None:
    """Seconds since 1970 in UTC; None for anything else."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    try:
        return _sound(datetime.fromtimestamp(value, UTC))
    except (ValueError, OverflowError, OSError):
        return None


def _sound(date: datetime) -> datetime | None:
    # Another day in another zone must still be a date; what was never set is the year 1.
    return date if 1 < date.year < 9999 else None
