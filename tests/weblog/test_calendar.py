import calendar as month_lengths
from datetime import UTC, date, datetime

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tertulia.weblog.archive import Dated, months
from tertulia.weblog.calendar import Day, MonthGrid, month_grid
from tertulia.weblog.weblog import Weblog

HARBOUR = Weblog(slug="harbour", title="The Harbour Gate", posts_per_page=10)


def dated(day: int, hour: int = 12, month: int = 8) -> Dated:
    at, link = datetime(2017, month, day, hour, tzinfo=UTC), f"/harbour/2017/08/{day}-{hour}.html"
    return Dated(day, at, link, f"Day {day}")


def days(grid: MonthGrid) -> list[Day]:
    return [day for week in grid.weeks for day in week if day]


@given(st.integers(1, 9998), st.integers(1, 12), st.sampled_from(["en", "en-gb"]))
def test_every_day_of_a_month_stands_once_below_its_weekday(year: int, month: int, language: str) -> None:
    with translation.override(language):
        grid = month_grid(HARBOUR, year, month, [])
    assert [day.number for day in days(grid)] == list(range(1, month_lengths.monthrange(year, month)[1] + 1))
    for week in grid.weeks:
        for weekday, day in zip(grid.weekdays, week, strict=True):
            assert not day or weekday.name == f"{date(year, month, day.number):%A}"


def test_weeks_begin_as_the_language_has_it() -> None:
    with translation.override("en"):
        assert month_grid(HARBOUR, 2017, 8, []).weekdays[0].name == "Sunday"
    with translation.override("en-gb"):
        assert month_grid(HARBOUR, 2017, 8, []).weekdays[0].name == "Monday"


def test_a_day_with_one_post_leads_to_it_and_one_with_several_to_the_day() -> None:
    found = days(month_grid(HARBOUR, 2017, 8, [dated(30), dated(4, 18), dated(4, 9)]))
    assert found[29].link == "/harbour/2017/08/30-12.html"
    assert found[3].link == "/harbour/2017/08/#day-4"
    assert found[4].link == ""


def test_a_day_far_back_in_the_month_is_on_a_further_page_of_its_archive() -> None:
    posts = [dated(day) for day in range(31, 10, -1)] + [dated(4, 18), dated(4, 9)]
    assert days(month_grid(HARBOUR, 2017, 8, posts))[3].link == "/harbour/2017/08/page/3/#day-4"


def test_months_are_counted() -> None:
    posts = [dated(3, month=9), dated(30), dated(4)]
    found = [(month.first, month.count) for month in months(HARBOUR, posts)]
    assert found == [(date(2017, 9, 1), 1), (date(2017, 8, 1), 2)]
