"""Some comments of a conversation on pages of their own: those that the host wrote or answered, or picked."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.http import require_safe

from tertulia.conversation import reading
from tertulia.conversation.page import about
from tertulia.conversation.selection import PER_PAGE, SELECTIONS, said
from tertulia.conversation.stale import shown_by
from tertulia.conversation.views.lists import page_link
from tertulia.lib import text
from tertulia.lib.feeds.answer import last_page
from tertulia.weblog.page import render, speaking


@require_safe
def some(request: HttpRequest, stem: str, name: str, page: int | None = None) -> HttpResponse:
    """A page of the comments that are meant by ``name``, in their order."""
    post = reading.find_post(stem)
    path = text.path_encoded(f"{post.stem}/comments/{name}/")
    if page == 1:
        return HttpResponsePermanentRedirect(path)
    found, number = SELECTIONS[name](post), page or 1
    last = last_page(found.count(), PER_PAGE, number)
    with speaking(post.weblog):
        context = about(post) | {"thread": said(post, found[(number - 1) * PER_PAGE : number * PER_PAGE])}
    context |= {
        "name": name,
        "number": number,
        "last": last,
        "older": page_link(path, number - 1) if number > 1 else "",
        "newer": page_link(path, number + 1) if number < last else "",
    }
    response = render(request, post.weblog, "conversation/selection.html", context, shows=shown_by(post))
    response.headers["X-Robots-Tag"] = "noindex"
    return response
