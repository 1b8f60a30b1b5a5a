"""Dates as pages show them: the format is the host's choice, the words are in the weblog's language."""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache

from django.utils import dates, translation

LANGUAGES = ("en", "fr", "de", "es", "it", "nl", "pt", "fi", "sv", "da", "nb", "pl", "ca")
# In Typepad's numbers the month came first in America alone.
_CLOCK = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2})[:h](?P<minute>\d\d)(?::(?P<second>\d\d))?(?!\d)\s*(?P<half>[ap]\.?\s?m\b\.?)?",
    re.IGNORECASE,
)
_HALF_BEFORE = re.compile(r"(午前|午後|오전|오후)\s*$")
_ISO = re.compile(r"((?:19|20)\d\d)(?:[-./年]\s?)(\d{1,2})(?:[-./月]\s?)(\d{1,2})")
_NUMBERS = re.compile(r"(?<![\d:])(\d{1,2})([-./])(\d{1,2})\2((?:19|20)?\d\d)(?![\d:])")
_WORD = re.compile(r"[^\W\d_]+|\d+")


class Numbers:
    """Whether a weblog writes the day first (``13/06/2023``) or the month: what its dates have in common."""

    def __init__(self) -> None:
        self.day, self.month = 0, 0

    def learn(self, shown: str, month: int | None = None) -> None:
        """Count a date for one of the two; ``month`` is what it must be in."""
        found = _NUMBERS.search(shown)
        if not found:
            return
        first, second = int(found[1]), int(found[3])
        if first != second:
            self.day += first > 12 or (second == month and second <= 12)
            self.month += second > 12 or (first == month and first <= 12)

    def day_first(self, language: str) -> bool:
        """What they are; where no date tells, what is usual in the language."""
        if self.day == self.month:
            return language.partition("-")[0] not in ("", "en")
        return self.day > self.month


def parse_when(shown: str, *, day_first: bool = False, language: str = "") -> tuple[datetime | None, bool]:
    """The moment that ``shown`` means, and whether it has a time of day; without a zone: it is the weblog's own time.
    None if there is no date in it."""
    shown = " ".join(shown.split())[:300]
    clock = _clock_in(shown)
    rest = shown if clock is None else shown[: clock.start()] + " " + shown[clock.end() :]
    hour, minute, second = _time_of(clock, shown)
    for year, month, day in _days_in(rest, day_first, language.lower().partition("-")[0]):
        try:
            return datetime(year, month, day, hour, minute, second), clock is not None  # noqa: DTZ001
        except ValueError:
            continue
    return None, False


def _clock_in(shown: str) -> re.Match[str] | None:
    return next(
        (found for found in _CLOCK.finditer(shown) if int(found["hour"]) < 25 and int(found["minute"]) < 60), None
    )


def _time_of(clock: re.Match[str] | None, shown: str) -> tuple[int, int, int]:
    if clock is None:
        return 0, 0, 0
    hour, minute, second = int(clock["hour"]), int(clock["minute"]), min(int(clock["second"] or 0), 59)
    before = _HALF_BEFORE.search(shown[: clock.start()])
    half = "p" if before and before[1] in ("午後", "오후") else "a" if before else (clock["half"] or "")[:1].lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour % 24, minute, second


def _days_in(shown: str, day_first: bool, language: str) -> Iterator[tuple[int, int, int]]:
    if found := _ISO.search(shown):
        yield int(found[1]), int(found[2]), int(found[3])
    if found := _NUMBERS.search(shown):
        first, second, year = int(found[1]), int(found[3]), _year(found[4])
        # With dots the day comes first wherever both can be meant, but for weblogs that write otherwise.
        ways = [(year, second, first), (year, first, second)]
        yield from ways if day_first else reversed(ways)
    yield from _named_days(_WORD.findall(shown.casefold()), language)


def _named_days(words: list[str], language: str) -> Iterator[tuple[int, int, int]]:
    known = _months()
    places = [n for n, word in enumerate(words) if word in known]
    # Where a word is also the short form of a day of the week, the month is the one beside numbers.
    for place in sorted(places, key=lambda n: -sum(word.isdigit() for word in words[max(0, n - 1) : n + 3])):
        months = known[words[place]]
        month = months.get(language) or months.get("en") or next(iter(months.values()))
        numbers = [(abs(n - place), int(word)) for n, word in enumerate(words) if word.isdigit()]
        years = [(far, number) for far, number in numbers if 1990 <= number < 2100]
        days = [(far, number) for far, number in numbers if 1 <= number <= 31]
        if years and days:
            yield min(years)[1], month, min(days)[1]


def _year(written: str) -> int:
    year = int(written)
    return year if year > 99 else year + (2000 if year < 90 else 1900)


@cache
def _months() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for language in LANGUAGES:
        with translation.override(language):
            for forms in (dates.MONTHS, dates.MONTHS_3, dates.MONTHS_AP, dates.MONTHS_ALT):
                for number, name in forms.items():
                    found.setdefault(str(name).casefold().rstrip("."), {}).setdefault(language, number)
    for number, name in enumerate(_ENGLISH, 1):
        found.setdefault(name, {}).setdefault("en", number)
        found.setdefault(name[:3], {}).setdefault("en", number)
    return found


_ENGLISH = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
