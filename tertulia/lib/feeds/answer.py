"""Answers a request for a feed: which page of it, in which format."""

from collections.abc import Callable
from math import ceil

from django.http import Http404, HttpRequest, HttpResponse

from tertulia.lib import conditional
from tertulia.lib.feeds import atom, json_feed, rdf, rss
from tertulia.lib.feeds.records import Feed

_WRITERS: dict[str, tuple[str, Callable[[Feed], str]]] = {
    "atom.xml": (atom.TYPE, atom.write),
    "rss.xml": (rss.TYPE, rss.write),
    "index.rdf": (rdf.TYPE, rdf.write),
    "feed.json": (json_feed.TYPE, json_feed.write),
}
_DIGITS = 6


def answer(request: HttpRequest, feed: Feed, file: str) -> HttpResponse:
    """``feed`` in the format of that file name; 304 if the reader has it already. Raises KeyError for another name."""
    media_type, write = _WRITERS[file]
    return conditional.answer(request, write(feed.as_file(file)), media_type)


def page_of(request: HttpRequest) -> int:
    """The page that is asked for (``?page=2``), from 1. Raises Http404 for what is no page number."""
    asked = request.GET.get("page", "1")
    if not (asked.isascii() and asked.isdigit() and len(asked) <= _DIGITS and int(asked) > 0):
        raise Http404("Pages are numbered from 1.")
    return int(asked)


def last_page(count: int, size: int, page: int) -> int:
    """The number of the last page. Raises Http404 if ``page`` lies behind it; what is empty has one page."""
    last = max(1, ceil(count / size))
    if page > last:
        raise Http404(f"There are {last} pages.")
    return last
