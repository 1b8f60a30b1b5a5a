"""What was said last in a weblog: pages of their own, so that one comment does not make every page stale."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tertulia.conversation import reading
from tertulia.conversation.comment import Comment
from tertulia.lib import tags
from tertulia.weblog.page import find_weblog, fragment, render
from tertulia.weblog.post import Status
from tertulia.weblog.weblog import Weblog

_SHOWN = 50
_IN_SIDEBAR = 6


@require_safe
def recent_comments(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest comments of a weblog; sidebars link here."""
    weblog = find_weblog(slug)
    context, shows = {"comments": _newest(weblog, _SHOWN)}, [tags.recent_comments(weblog.id)]
    return render(request, weblog, "conversation/recent.html", context, shows=shows)


@require_safe
def in_sidebar(request: HttpRequest, slug: str) -> HttpResponse:
    """The first of them, for the module of a sidebar."""
    weblog = find_weblog(slug)
    context, shows = {"comments": _newest(weblog, _IN_SIDEBAR)}, [tags.recent_comments(weblog.id)]
    return fragment(weblog, "recent-comments", context, shows=shows)


def _newest(weblog: Weblog, most: int) -> list[tuple[Comment, str]]:
    found = Comment.objects.published().filter(
        conversation__post__weblog=weblog, conversation__post__status=Status.PUBLISHED
    )
    newest = found.select_related("conversation__post__weblog__policy").order_by("-created_at", "-id")[:most]
    return [(comment, reading.comment_link(comment)) for comment in newest]
