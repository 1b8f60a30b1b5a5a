"""The monthly calendar of the sidebar: links to the days that have posts, for the month of the weblog's latest post."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import dates, formats

from tertulia.weblog.archive import Dated, month_link
from tertulia.weblog.weblog import Weblog


@dataclass(frozen=True)
class Day:
    """A day of the month; ``link`` leads to its post, or among several to the day in the month's archive."""

    number: int
    link: str = ""
    titles: str = ""


@dataclass(frozen=True)
class Weekday:
    """The head of a column."""

    name: str
    short: str


@dataclass(frozen=True)
class MonthGrid:
    """A month as a table: weeks of seven days, None where the week belongs to another month."""

    first: date
    link: str
    weekdays: list[Weekday]
    weeks: list[list[Day | None]]


def month_grid(weblog: Weblog, year: int, month: int, posts: Sequence[Dated]) -> MonthGrid:
    """One month as a grid in the active language; ``posts`` are all of that month, newest first."""
    start = (formats.get_format("FIRST_DAY_OF_WEEK") - 1) % 7
    weeks = calendar.Calendar(start).monthdayscalendar(year, month)
    link = month_link(weblog, year, month)
    return MonthGrid(
        first=date(year, month, 1),
        link=link,
        weekdays=[_weekday((start + i) % 7) for i in range(7)],
        weeks=[[_day(number, posts, weblog, link) if number else None for number in week] for week in weeks],
    )


def _weekday(number: int) -> Weekday:
    return Weekday(str(dates.WEEKDAYS[number]), str(dates.WEEKDAYS_ABBR[number]))


def _day(number: int, posts: Sequence[Dated], weblog: Weblog, month: str) -> Day:
    those = [post for post in posts if post.at.day == number]
    titles = ", ".join(post.title for post in those if post.title)
    if len(those) < 2:
        return Day(number, those[0].link, titles) if those else Day(number)
    newer = sum(1 for post in posts if post.at.day > number)
    page = newer // max(weblog.posts_per_page, 1) + 1
    return Day(number, f"{month}{f'page/{page}/' if page > 1 else ''}#day-{number}", titles)
