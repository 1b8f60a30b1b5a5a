"""What a post said before: its revisions, and what each of them changed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tertulia.conversation import post_history, reading
from tertulia.conversation.views.post import address
from tertulia.lib import tags, text
from tertulia.weblog.page import render
from tertulia.weblog.post import Post


@require_safe
def revisions(request: HttpRequest, stem: str) -> HttpResponse:
    """The revisions of a post, with what the last one changed."""
    try:
        post = reading.find_post(stem)
        if post.revision == 1:
            raise Http404("It says what it has always said.")
    except Http404:
        # An imported post may live here.
        return address(request, request.path_info.removeprefix("/"))
    changes = post_history.revisions_of(post)
    return _show(request, post, {"changes": changes, "pieces": post_history.change_to(post, changes[0].number)})


@require_safe
def revision(request: HttpRequest, stem: str, number: int) -> HttpResponse:
    """What one of them changed."""
    post = reading.find_post(stem)
    pieces = post_history.change_to(post, number)
    if pieces is None:
        raise Http404(f"The post has no revision {number}.")
    [change] = [one for one in post_history.revisions_of(post) if one.number == number]
    return _show(request, post, {"change": change, "pieces": pieces})


@require_safe
def since(request: HttpRequest, stem: str, number: int) -> HttpResponse:
    """What was changed since one of them."""
    post = reading.find_post(stem)
    pieces = post_history.changes_since(post, number)
    if pieces is None:
        raise Http404(f"Nothing has changed since revision {number}.")
    return _show(request, post, {"since": number, "pieces": pieces})


def _show(request: HttpRequest, post: Post, context: dict[str, Any]) -> HttpResponse:
    shown = {"post": post, "stem": text.path_encoded(post.stem), **context}
    response = render(request, post.weblog, "conversation/revisions.html", shown, shows=[tags.post(post.id)])
    response.headers["X-Robots-Tag"] = "noindex"
    return response
