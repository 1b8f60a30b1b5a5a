"""Dates as pages show them to readers, in several languages and orders: “30 August 2017”, “09/25/2013 at 01:20 PM”."""

import re
from datetime import datetime

# By their first letters, as many as tell them apart.
_MONTHS = {
    1: "jan|gen|ene",
    2: "feb|fév|fev",
    3: "mar|mär|mrt|maa",
    4: "apr|avr|abr",
    5: "may|mai|mag|mei",
    6: "jun|juin|giu",
    7: "jul|juil|lug",
    8: "aug|aoû|ago",
    9: "sep|set",
    10: "oct|okt|ott|out",
    11: "nov",
    12: "dec|déc|dez|dic",
}
_NAMED = {name: number for number, names in _MONTHS.items() for name in names.split("|")}
_TIME = re.compile(r"(?<![\d:])(\d{1,2})[:h](\d\d)(?::(\d\d))?(?:\s*([ap])\.?m\b\.?)?", re.IGNORECASE)
_BY_YEAR = re.compile(r"(?<!\d)(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)")
_BY_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d\d)(?!\d)")
_WORD = re.compile(r"\d+|[^\W\d_]+")
_LONGEST, _MOST_OTHER_WORDS = 60, 4


def read_date(value: str, *, day_first: bool = False) -> datetime | None:
    """The date that ``value`` is, with the time of day if it has one; None if it is no date, or says more than one.
    ``day_first`` is how to read 03/04/2017."""
    if len(value) > _LONGEST:
        return None
    found = _TIME.search(value)
    rest = value[: found.start()] + " " + value[found.end() :] if found else value
    day = _day(rest, day_first=day_first)
    try:
        return datetime(*day, *_time(found)) if day else None  # noqa: DTZ001 - local time, and nobody says where
    except ValueError:
        return None


def read_month(value: str) -> tuple[int, int] | None:
    """Year and month of a line like “February 2021”."""
    words = _WORD.findall(value)
    if len(words) != 2 or len(value) > _LONGEST:
        return None
    month, year = _month(words[0]), words[1]
    return (int(year), month) if month and re.fullmatch(r"(?:19|20)\d\d", year) else None


def has_day_first(values: list[str]) -> bool:
    """Whether of dates that are numbers only the day comes first: one of them has no other meaning."""
    found = [match for value in values if (match := _BY_NUMBERS.search(value))]
    return any(int(match[1]) > 12 for match in found) and not any(int(match[2]) > 12 for match in found)


def _day(value: str, *, day_first: bool) -> tuple[int, int, int] | None:
    if found := _BY_YEAR.search(value):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _BY_NUMBERS.search(value):
        first, second = int(found[1]), int(found[2])
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        return (year, second, first) if day_first or first > 12 else (year, first, second)
    return _by_name(_WORD.findall(value))


def _by_name(words: list[str]) -> tuple[int, int, int] | None:
    months = [month for word in words if (month := _month(word))]
    numbers = [int(word) for word in words if word.isdecimal()]
    others = len(words) - len(numbers) - 1
    if len(months) != 1 or len(numbers) != 2 or others > _MOST_OTHER_WORDS:
        return None
    day, year = (numbers[0], numbers[1]) if numbers[1] > 31 else (numbers[1], numbers[0])
    return year, months[0], day


def _month(word: str) -> int:
    word = word.casefold()
    return next((_NAMED[word[:length]] for length in (4, 3) if word[:length] in _NAMED), 0)


def _time(found: re.Match[str] | None) -> tuple[int, int, int]:
    if not found:
        return 0, 0, 0
    hour = int(found[1])
    if found[4]:
        hour = hour % 12 + (12 if found[4].lower() == "p" else 0)
    return hour, int(found[2]), int(found[3] or 0)
