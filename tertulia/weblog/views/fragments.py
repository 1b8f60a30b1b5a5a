"""What the modules of a sidebar hold that changes with every post: stored pages of their own, which pages pull in, so
that a new post does not make every page stale."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tertulia.lib import tags
from tertulia.weblog import archive
from tertulia.weblog.calendar import month_grid
from tertulia.weblog.page import find_weblog, fragment, speaking

_RECENT = 8


@require_safe
def recent_posts(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest posts of a weblog by title."""
    weblog = find_weblog(slug)
    posts = list(weblog.posts.in_time().only("weblog", "title", "basename", "path", "body_html")[:_RECENT])
    shows = [tags.latest(weblog.id), *(tags.post(post.id) for post in posts)]
    return fragment(weblog, "recent-posts", {"posts": posts}, shows=shows)


@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The days of the latest month that has posts."""
    weblog = find_weblog(slug)
    posts = archive.dated(weblog, archive.posts_of_latest_month(weblog))
    with speaking(weblog):
        month = month_grid(weblog, posts[0].at.year, posts[0].at.month, posts) if posts else None
    shows = [tags.latest(weblog.id), *(tags.post(post.id) for post in posts)]
    return fragment(weblog, "calendar", {"month": month}, shows=shows)
