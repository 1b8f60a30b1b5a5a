"""Moments as people read them, many on one page."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache

from django.utils.dateformat import TimeFormat, re_formatchars
from django.utils.dateformat import format as formatted
from django.utils.formats import date_format, get_format
from django.utils.translation import get_language

_OF_THE_DAY = frozenset("bdDEFjlLmMnNoSwWyYz")
_OF_THE_CLOCK = frozenset("aAfgGhHiP")


def formatter(name: str) -> Callable[[datetime], str]:
    """What writes moments, each in its own zone, as ``date_format(moment, name)`` does in the language that is active
    now. It knows the days and the minutes that it wrote last, as Django takes longer over a date than all else in a
    comment does."""
    language, pattern = get_language(), get_format(name)
    letters = re_formatchars.findall(pattern)
    if not set(letters) <= _OF_THE_DAY | _OF_THE_CLOCK:
        return lambda moment: date_format(moment, name)
    hands = "".join(letter for letter in letters if letter in _OF_THE_CLOCK)
    with_space = re_formatchars.sub(_space_for_hands, re.sub(r"[{}]", r"\g<0>\g<0>", pattern))

    def write(moment: datetime) -> str:
        return _day(language, with_space, moment.date()).format(*_clock(language, hands, moment.hour, moment.minute))

    return write


def _space_for_hands(letter: re.Match[str]) -> str:
    return "{}" if letter[0] in _OF_THE_CLOCK else letter[0]


# The language is an argument to both, as the same day reads otherwise in each.
@lru_cache(4096)
def _day(language: str | None, pattern: str, day: date) -> str:
    return formatted(day, pattern)


@lru_cache(4096)
def _clock(language: str | None, hands: str, hour: int, minute: int) -> list[str]:
    clock = TimeFormat(time(hour, minute))
    return [str(getattr(clock, hand)()) for hand in hands]
