"""Feeds of posts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from tertulia.lib.feeds.answer import answer, page_of
from tertulia.weblog import feeds
from tertulia.weblog.page import find_weblog, storable


@require_safe
def weblog_feed(request: HttpRequest, slug: str, file: str) -> HttpResponse:
    """All posts of a weblog."""
    weblog = find_weblog(slug)
    feed = feeds.posts_feed(weblog, page_of(request))
    return storable(answer(request, feed, file), weblog, feed.shows)


@require_safe
def category_feed(request: HttpRequest, slug: str, category: str, file: str) -> HttpResponse:
    """The posts of one category."""
    weblog = find_weblog(slug)
    found = get_object_or_404(weblog.categories, slug=category)
    found.weblog = weblog
    feed = feeds.category_feed(found, page_of(request))
    return storable(answer(request, feed, file), weblog, feed.shows)
