"""The archive of a weblog: which posts stand in a month, which months and days have posts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import QuerySet
from django.http import Http404

from tertulia.lib import clock, text
from tertulia.lib.prepared import Given, Question
from tertulia.weblog.post import Post, PostSet
from tertulia.weblog.weblog import Weblog

# More than most weblogs have in a year, while a page of one with 10,000 posts stays quick.
_AT_ONCE = 200


@dataclass(frozen=True)
class Dated:
    """A published post as the archive lists it; ``at`` is in the weblog's time zone."""

    id: int
    at: datetime
    link: str
    title: str


@dataclass(frozen=True)
class Month:
    """A month that has posts. ``first`` is its first day; ``link`` the path of its archive, as it stands in a page."""

    first: date
    link: str
    count: int


def dated(weblog: Weblog, posts: PostSet) -> list[Dated]:
    """These posts of the weblog, in the same order. One query."""
    rows = posts.values_list("id", "published_at", "path", "title")
    return [
        Dated(key, at.astimezone(weblog.zone), text.path_encoded(path or ""), title) for key, at, path, title in rows
    ]


def months(weblog: Weblog, posts: Iterable[Dated]) -> list[Month]:
    """The months of ``posts`` (newest first) with how many of them each has."""
    grouped = groupby(posts, key=lambda post: (post.at.year, post.at.month))
    return [_month(weblog, year, month, sum(1 for _ in those)) for (year, month), those in grouped]


def newest_months(weblog: Weblog, most: int) -> list[Month]:
    """The newest months that have posts, at most so many; ``count`` is not told (0). One query, unless a weblog has
    very many posts a month."""
    found: list[tuple[int, int]] = []
    batch = _newest.all(weblog=weblog.id)
    while batch:
        local = (at.astimezone(weblog.zone) for at in batch)
        found += [month for month, _those in groupby(local, key=lambda at: (at.year, at.month))]
        if len(batch) < _AT_ONCE or len(found) >= most:
            break
        start, _end = clock.month_span(*found[-1], weblog.zone)
        batch = list(_moments(weblog.id).filter(published_at__lt=start)[:_AT_ONCE])
    return [_month(weblog, year, month, 0) for year, month in found[:most]]


def _moments(weblog: int | Given) -> QuerySet[Post, datetime]:
    return Post.objects.in_time().filter(weblog=weblog).values_list("published_at", flat=True)


_newest = Question(lambda: _moments(Given("weblog"))[:_AT_ONCE])


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


def posts_of_latest_month(weblog: Weblog) -> PostSet:
    """The posts of the month of the newest one, newest first."""
    newest = weblog.posts.in_time().values_list("published_at", flat=True).first()
    if newest is None:
        return weblog.posts.in_time().none()
    first = newest.astimezone(weblog.zone).replace(day=1, hour=0, minute=0, second=0, microsecond=0, fold=0)
    return weblog.posts.in_time().filter(published_at__gte=first)


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
