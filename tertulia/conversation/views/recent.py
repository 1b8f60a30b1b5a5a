"""What was said last in a weblog: a page of its own, so that one comment does not make every page stale."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tertulia.conversation import reading
from tertulia.conversation.comment import Comment
from tertulia.lib import tags
from tertulia.weblog.page import find_weblog, render
from tertulia.weblog.post import Status

_SHOWN = 50


@require_safe
def recent_comments(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest comments of a weblog; sidebars link here, and a script pulls the first of them in."""
    weblog = find_weblog(slug)
    found = Comment.objects.published().filter(
        conversation__post__weblog=weblog, conversation__post__status=Status.PUBLISHED
    )
    newest = found.select_related("conversation__post__weblog__policy").order_by("-created_at", "-id")[:_SHOWN]
    comments = [(comment, reading.comment_link(comment)) for comment in newest]
    return render(
        request, weblog, "conversation/recent.html", {"comments": comments}, shows=[tags.recent_comments(weblog.id)]
    )
