"""When a copy was made, as archives write it."""

import re
from datetime import UTC, datetime

_WRITTEN = re.compile(r"(\d{4})\D?(\d\d)?\D?(\d\d)?\D?(\d\d)?\D?(\d\d)?\D?(\d\d)?")


def moment(written: str) -> datetime | None:
    """The moment of ``2021-02-03T04:05:06Z`` or ``20210203040506``, or of the beginning of either."""
    found = _WRITTEN.match(written.strip())
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        return datetime(year, month or 1, day or 1, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None
