"""What the values in a Movable Type export mean: dates, statuses, text formats, tags, addresses."""

import re
from datetime import datetime
from typing import Literal
from urllib.parse import unquote, urlsplit

_DATE = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\s+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?:\s*([AP])\.?M\.?)?", re.IGNORECASE
)
_MONTH_IN_PATH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/")
_TAG = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^,]*?))\s*(?:,|$)""")

Format = Literal["html", "lines", "markdown"]
Status = Literal["draft", "scheduled", "published"]
Allowed = Literal["open", "closed", "none"]

STATUSES: dict[str, Status] = {"": "published", "publish": "published", "draft": "draft", "future": "scheduled"}
ALLOWED: dict[str, Allowed] = {"": "open", "0": "none", "1": "open", "2": "closed"}


def parse_date(value: str) -> datetime | None:
    """``MM/DD/YYYY hh:mm:ss AM|PM``, or 24 hours without AM and PM; a year of two digits is one of 19xx, as in
    Movable Type. Without a zone: it is the weblog's local time. None for anything else."""
    found = _DATE.fullmatch(value.strip())
    if not found:
        return None
    month, day, year, hour, minute, second = map(int, found.groups("0")[:6])
    half = (found[7] or "").upper()
    if half == "P" and hour < 12:
        hour += 12
    elif half == "A" and hour == 12:
        hour = 0
    try:
        return datetime(year + 1900 if len(found[3]) == 2 else year, month, day, hour, minute, second)  # noqa: DTZ001
    except ValueError:
        return None


def parse_format(value: str | None) -> tuple[Format, bool]:
    """CONVERT BREAKS as one of our formats, and whether that is certain. The value may be a list of filters, cut off
    after 30 characters; without one, Movable Type converts line breaks."""
    if value is None:
        return "lines", True
    first = value.split(",")[0].strip().lower()
    if first in ("", "0", "wysiwyg", "richtext", "blockeditor", "none", "html"):
        return "html", True
    if first in ("1", "__default__"):
        return "lines", True
    if first.startswith("markdown"):
        return "markdown", True
    return "lines", False


def parse_tags(value: str) -> tuple[str, ...]:
    """A comma list in which names with spaces or commas may be quoted, each name once."""
    names = (next((name for name in found.groups() if name), "").strip() for found in _TAG.finditer(value))
    return tuple(dict.fromkeys(name for name in names if name))


def url_path(url: str) -> str:
    """The path of an address, as it stands there; empty if it has none or is no address."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    return path if path.startswith("/") and path != "/" else ""


def month_in(path: str) -> datetime | None:
    """The first day of the month that a post's path names; None for a page, whose path names none."""
    found = _MONTH_IN_PATH.search(unquote(path))
    return datetime(int(found[1]), int(found[2]), 1) if found else None  # noqa: DTZ001
