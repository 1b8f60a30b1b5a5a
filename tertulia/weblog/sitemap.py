"""Sitemaps (sitemaps.org): what search engines may find, and when it changed; of weblogs with posts only."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from math import ceil

from django.db.models import Count, Max, Q

from tertulia.lib import text
from tertulia.lib.feeds.xml_text import HEAD, element, moment, optional, parent
from tertulia.weblog.post import Status
from tertulia.weblog.weblog import Weblog

TYPE = "application/xml"
# The most that one file may hold.
MOST = 50_000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

_Line = tuple[str, datetime | None]


def index() -> str:
    """The list of all sitemaps of the installation."""
    public = Q(posts__status=Status.PUBLISHED)
    weblogs = Weblog.objects.annotate(at=Max("posts__changed_at", filter=public), count=Count("posts", filter=public))
    files: list[str] = []
    for weblog in weblogs.filter(count__gt=0).order_by("id"):
        for page in range(1, _pages(weblog, weblog.count) + 1):
            address = f"{weblog.url}sitemap.xml" + (f"?page={page}" if page > 1 else "")
            files.append(parent("sitemap", element("loc", address), element("lastmod", moment(weblog.at))))
    return HEAD + parent("sitemapindex", *files, xmlns=_NAMESPACE)


def of_weblog(weblog: Weblog, page: int) -> str | None:
    """One file of a weblog's sitemap; None if it has no such page."""
    lines = list(islice(_lines(weblog), (page - 1) * MOST, page * MOST))
    if not lines and page > 1:
        return None
    entries = [
        parent(
            "url",
            element("loc", weblog.absolute(text.path_encoded(path))),
            optional("lastmod", moment(at) if at else ""),
        )
        for path, at in lines
    ]
    return HEAD + parent("urlset", *entries, xmlns=_NAMESPACE)


def _lines(weblog: Weblog) -> Iterator[_Line]:
    published = weblog.posts.published()
    yield weblog.path, published.aggregate(at=Max("changed_at"))["at"]
    for slug in _categories(weblog):
        yield f"{weblog.path}{slug}/", None
    # Only what is looked at is fetched, so that a far page costs no memory.
    for path, at in published.order_by("id").values_list("path", "changed_at").iterator(chunk_size=5000):
        yield path or weblog.path, at


def _categories(weblog: Weblog) -> list[str]:
    shown = weblog.categories.filter(posts__status=Status.PUBLISHED)
    return list(shown.distinct().order_by("slug").values_list("slug", flat=True))


def _pages(weblog: Weblog, posts: int) -> int:
    return ceil((1 + len(_categories(weblog)) + posts) / MOST)
