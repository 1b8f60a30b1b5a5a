"""Feeds of comments."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tertulia.conversation import feeds
from tertulia.conversation.reading import find_post
from tertulia.lib.feeds.answer import answer, page_of
from tertulia.weblog.page import find_weblog, storable


@require_safe
def weblog_comments_feed(request: HttpRequest, slug: str, file: str) -> HttpResponse:
    """All that is said in a weblog."""
    weblog = find_weblog(slug)
    feed = feeds.weblog_comments_feed(weblog, page_of(request))
    return storable(answer(request, feed, file), weblog, feed.shows)


@require_safe
def post_comments_feed(request: HttpRequest, stem: str, file: str) -> HttpResponse:
    """What is said under one post."""
    post = find_post(stem)
    feed = feeds.post_comments_feed(post, page_of(request))
    return storable(answer(request, feed, file), post.weblog, feed.shows)
