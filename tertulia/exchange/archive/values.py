"""What may stand in a field of an archive, and how; checked when it comes back, as anybody may have written it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any

from tertulia.lib import text

# Whether a value is as it must be.
Check = Callable[[Any], bool]

# What every reader of JSON takes for the same number.
LARGEST = 2**53
# So that it is a date in every time zone.
_YEARS = range(2, 9999)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
# Nothing but a name: it is looked for as a folder.
_LANGUAGE = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8})*", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Form:
    """How a value is written: ``said`` for people, ``fits`` for us."""

    said: str
    fits: Check

    def __or__(self, _nothing: None) -> "Form":
        return Form(f"{self.said}, or null", lambda value: value is None or self.fits(value))


def string(longest: int = 0) -> Form:
    """Any text, maybe empty, of at most so many characters (0: of any length)."""
    said = f"text of at most {longest:,} characters" if longest else "text"
    return Form(said, lambda value: _is_text(value) and (not longest or len(value) <= longest))


def one_of(*words: str) -> Form:
    """One of these words."""
    return Form(" or ".join(f'"{word}"' for word in words), lambda value: isinstance(value, str) and value in words)


def number(largest: int = LARGEST, least: int = 0) -> Form:
    """A whole number."""
    said = f"whole number from {least}" + (f" to {largest:,}" if largest < LARGEST else "")
    return Form(said, lambda value: type(value) is int and least <= value <= largest)


def strings(longest: int) -> Form:
    """A list of texts, none twice."""
    fits = string(longest).fits
    return Form("list of texts, none twice", lambda value: _is_list(value, fits) and len({*value}) == len(value))


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and not text.is_broken(value)


def _is_list(value: Any, fits: Check) -> bool:
    return isinstance(value, list) and all(map(fits, value))


def _is_moment(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(_MOMENT.fullmatch(value)) and moment_of(value).year in _YEARS
    except ValueError:
        return False


def _is_ip(value: Any) -> bool:
    try:
        return isinstance(value, str) and str(ip_address(value)) == value
    except ValueError:
        return False


def _is_language(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 20 and bool(_LANGUAGE.fullmatch(value))


def _is_module(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("kind"), str) and all(map(_is_part, value.items()))


def _is_part(item: tuple[str, Any]) -> bool:
    name, value = item
    return _is_text(name) and (_is_list(value, _is_link) if name == "links" else _is_text(value))


def _is_saying(item: tuple[str, Any]) -> bool:
    # A date, a text in parts (of a post), or a text.
    name, value = item
    if name == "date":
        return isinstance(value, str) and _is_aware(value)
    if isinstance(value, dict):
        return all(_is_text(part) and _is_text(words) for part, words in value.items())
    return _is_text(name) and _is_text(value)


def _is_kept(value: dict[str, Any]) -> bool:
    if "posts" in value:
        return value.keys() <= {"posts", "moved"} and all(map(_are_rows, value.values()))
    rows = [value.get("comments"), value.get("replies")]
    made = [value.get("made"), value.get("made_replies")]
    return len(value) == 4 and all(map(_are_rows, rows)) and all(_is_list(ids, ID.fits) for ids in made)


def _are_rows(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_row, value.items()))


def _is_row(item: tuple[str, Any]) -> bool:
    key, row = item
    is_id = key.isascii() and key.isdecimal() and len(key) < 19
    return is_id and isinstance(row, dict) and all(map(_is_cell, row.values()))


def _is_cell(value: Any) -> bool:
    return value is None or isinstance(value, bool) or ID.fits(value) or _is_text(value)


def _is_aware(value: str) -> bool:
    try:
        date = datetime.fromisoformat(value)
    except ValueError:
        return False
    return date.tzinfo is not None and date.year in _YEARS


def _is_link(value: Any) -> bool:
    return isinstance(value, dict) and all(_is_text(name) and _is_text(inner) for name, inner in value.items())


def _is_widths(value: Any) -> bool:
    return _is_list(value, COUNT.fits) and value == sorted({*value})


LARGEST_COUNT = 2**31 - 1
COUNT, SMALL, ID = number(LARGEST_COUNT), number(2**15 - 1), number(least=1)
SLUG = string(120)
FLAG = Form("true or false", lambda value: isinstance(value, bool))
MOMENT = Form("moment", _is_moment)
IP = Form("IP address", _is_ip)
LANGUAGE = Form("name of a language", _is_language)
SAID = Form("object of texts", lambda value: isinstance(value, dict) and all(map(_is_saying, value.items())))
SIDES = Form("list of objects of texts", lambda value: _is_list(value, _is_link))
KEPT = Form("object of what it replaced", lambda value: isinstance(value, dict) and _is_kept(value))
WIDTHS = Form("list of whole numbers, each larger than the one before", _is_widths)
SIDEBAR = Form("list of modules", lambda value: _is_list(value, _is_module))


def moment(value: datetime) -> str:
    """A moment as it stands in an archive: ISO 8601, in UTC, with microseconds."""
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def moment_of(value: str) -> datetime:
    """The moment that ``moment`` wrote."""
    return datetime.fromisoformat(value)
