"""The archive of a weblog: which posts stand in a month, which months and days have posts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.http import Http404

from tertulia.lib import clock, text
from tertulia.weblog.post import Post, PostSet
from tertulia.weblog.weblog import Weblog


@dataclass(frozen=True)
class Dated:
    """A published post as the archive lists it; ``at`` is in the weblog's time zone."""

    at: datetime
    link: str
    title: str


@dataclass(frozen=True)
class Month:
    """A month that has posts. ``first`` is its first day; ``link`` the path of its archive, as it stands in a page."""

    first: date
    link: str
    count: int


def dated_posts(weblog: Weblog, newest: int | None = None) -> list[Dated]:
    """The posts of the weblog in time, newest first; only so many if ``newest`` is given. One query."""
    rows = weblog.posts.in_time().values_list("published_at", "path", "title")
    return [
        Dated(at.astimezone(weblog.zone), text.path_encoded(path or ""), title) for at, path, title in rows[:newest]
    ]


def months(weblog: Weblog, posts: Iterable[Dated]) -> list[Month]:
    """The months of ``posts`` (newest first) with how many of them each has."""
    grouped = groupby(posts, key=lambda post: (post.at.year, post.at.month))
    return [_month(weblog, year, month, sum(1 for _ in those)) for (year, month), those in grouped]


def whole_months(weblog: Weblog, posts: Sequence[Dated], limit: int) -> list[Month]:
    """The same where ``posts`` are the newest ``limit`` ones: a last month that may be cut is left out."""
    found = months(weblog, posts)
    return found[:-1] if len(posts) >= limit and len(found) > 1 else found


def month_link(weblog: Weblog, year: int, month: int) -> str:
    """The path of a month's archive, as it stands in a page."""
    return text.path_encoded(f"{weblog.path}{year:04}/{month:02}/")


def first_day(year: int, month: int) -> date:
    """The day a month begins. Raises ValueError for a month no calendar has."""
    return date(year, month, 1)


def posts_of_month(weblog: Weblog, year: int, month: int) -> PostSet:
    """The posts of that month in the weblog's time zone, newest first. Raises Http404 for a month no calendar has."""
    try:
        start, end = clock.month_span(year, month, weblog.zone)
    except (ValueError, OverflowError) as error:
        raise Http404(f"There is no month {year:04}/{month:02}.") from error
    return weblog.posts.in_time().filter(published_at__gte=start, published_at__lt=end)


def is_list(path: str) -> bool:
    """Whether readers find a list of posts at this decoded path: a front page, month, category, tag, author."""
    first, *rest = path.strip("/").split("/")
    weblog = Weblog.objects.filter(slug=first).first()
    if weblog is None:
        return False
    match rest:
        case [] | ["search"] | ["comments"]:
            return True
        case [slug]:
            return weblog.categories.filter(slug=slug).exists()
        case ["tag", slug]:
            return _published(weblog).filter(tags__slug=slug).exists()
        case ["author", slug]:
            return _published(weblog).filter(author__slug=slug).exists()
        case [year, month]:
            return _is_month(weblog, year, month)
    return False


def neighbouring_months(weblog: Weblog, year: int, month: int) -> tuple[Month | None, Month | None]:
    """The months before and after this one that have posts; ``count`` is not told (0)."""
    start, end = clock.month_span(year, month, weblog.zone)
    before = _published(weblog).filter(published_at__lt=start).first()
    after = _published(weblog).filter(published_at__gte=end).last()
    return _month_of(weblog, before), _month_of(weblog, after)


def _published(weblog: Weblog) -> PostSet:
    return weblog.posts.in_time()


def _is_month(weblog: Weblog, year: str, month: str) -> bool:
    if not (len(year) == 4 and len(month) == 2 and (year + month).isascii() and (year + month).isdigit()):
        return False
    try:
        return posts_of_month(weblog, int(year), int(month)).exists()
    except Http404:
        return False


def _month_of(weblog: Weblog, post: Post | None) -> Month | None:
    return _month(weblog, post.local_date.year, post.local_date.month, 0) if post else None


def _month(weblog: Weblog, year: int, month: int, count: int) -> Month:
    return Month(first_day(year, month), month_link(weblog, year, month), count)
