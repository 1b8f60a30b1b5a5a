from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from hypothesis import given
from hypothesis import strategies as st

from tertulia.lib import dates

moments = st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1))
zones = st.sampled_from(["UTC", "Asia/Kolkata", "America/St_Johns"]).map(ZoneInfo)


@given(st.lists(moments, min_size=1, max_size=4), zones, st.sampled_from([code for code, _name in settings.LANGUAGES]))
def test_moments_are_written_as_django_writes_them(when: list[datetime], zone: ZoneInfo, language: str) -> None:
    with translation.override(language):
        write = dates.formatter("DATETIME_FORMAT")
        for moment in (moment.replace(tzinfo=zone) for moment in when):
            assert write(moment) == date_format(moment, "DATETIME_FORMAT")


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "Jan. 2, 2017, 3:05 p.m."), ("de", "2. Januar 2017 15:05"), ("vi", "15:05 Ngày")]
)
def test_a_moment_that_was_written_in_one_language_is_written_anew_in_the_next(language: str, shown: str) -> None:
    with translation.override(language):
        assert dates.formatter("DATETIME_FORMAT")(datetime(2017, 1, 2, 15, 5, tzinfo=UTC)).startswith(shown)


def test_a_format_with_braces_keeps_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dates, "get_format", lambda name: r"{Y} \Y{} H")
    assert dates.formatter("any")(datetime(2017, 1, 2, 15, 5, tzinfo=UTC)) == "{2017} Y{} 15"
