from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.lib import clock

MOMENT = datetime(2017, 8, 30, 12, tzinfo=UTC)


def test_now_is_now_and_within_a_stand_it_is_then() -> None:
    with clock.standing_at(MOMENT):
        assert clock.now() == MOMENT
    assert clock.now() > MOMENT


def test_a_failure_does_not_stop_the_clock() -> None:
    with pytest.raises(ZeroDivisionError), clock.standing_at(MOMENT):
        raise ZeroDivisionError
    assert clock.now() > MOMENT


@given(st.integers(1970, 2100), st.integers(1, 12), st.sampled_from(["Europe/Amsterdam", "America/Lima", "Asia/Tokyo"]))
def test_months_follow_each_other_without_gap(year: int, month: int, zone: str) -> None:
    first, after = clock.month_span(year, month, ZoneInfo(zone))
    assert timedelta(days=27, hours=23) <= after - first <= timedelta(days=31, hours=1)
    if month < 12:
        assert clock.month_span(year, month + 1, ZoneInfo(zone))[0] == after
