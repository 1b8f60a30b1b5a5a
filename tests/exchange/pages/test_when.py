"""Dates in the formats and languages in which weblogs of Typepad wrote them."""

from datetime import datetime

import pytest

from tertulia.exchange.readers.pages.when import parse_when


@pytest.mark.parametrize(
    ("shown", "language", "moment"),
    [
        ("09/25/2013 at 01:20 PM", "", (2013, 9, 25, 13, 20)),
        ("March 19, 2008 at 08:25 PM", "", (2008, 3, 19, 20, 25)),
        ("Thursday, 01 December 2005 at 12:09 AM", "", (2005, 12, 1, 0, 9)),
        ("January 17, 2017 at 12:32", "", (2017, 1, 17, 12, 32)),
        ("Jan 19, 2006 5:09:24 PM", "", (2006, 1, 19, 17, 9, 24)),
        ("le 21 mars 2008 à 20h25", "fr", (2008, 3, 21, 20, 25)),
        ("mar 13 giu 2006 alle 20:25", "it", (2006, 6, 13, 20, 25)),
        ("Samstag, 5. März 2011 um 07:05", "de", (2011, 3, 5, 7, 5)),
        ("20 de enero de 2010 a las 10:10 p.m.", "es", (2010, 1, 20, 22, 10)),
        ("2006年1月19日 午後 05:09", "ja", (2006, 1, 19, 17, 9)),
        ("2006.01.19 17:09", "", (2006, 1, 19, 17, 9)),
        ("31/12/2006 17:09", "", (2006, 12, 31, 17, 9)),
    ],
)
def test_a_date_is_read(shown: str, language: str, moment: tuple[int, ...]) -> None:
    assert parse_when(shown, language=language) == (datetime(*moment), True)  # type: ignore[arg-type]


@pytest.mark.parametrize("shown", ["", "yesterday", "99/99/9999", "May", "1234567890"])
def test_what_is_no_date_is_none(shown: str) -> None:
    assert parse_when(shown) == (None, False)


def test_a_day_without_a_time_says_so() -> None:
    assert parse_when("Oct 13, 2017") == (datetime(2017, 10, 13), False)
