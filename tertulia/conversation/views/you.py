"""What a browser whose reader has confirmed a name can do with it: see its page, be forgotten."""

from collections.abc import Callable, Mapping
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from tertulia.conversation.identity import browser
from tertulia.conversation.identity.commenter import Commenter
from tertulia.lib import text
from tertulia.lib.origin import Sender, sender_of
from tertulia.lib.private import private
from tertulia.weblog.page import find_weblog, render


@private("GET")
def you(request: HttpRequest, slug: str) -> HttpResponse:
    """Who this browser's reader is here, and what they can do."""
    return _show(request, _known(request, slug))


@private("POST")
def forgetting(request: HttpRequest, slug: str) -> HttpResponse:
    """Let this browser prove nothing any longer."""
    commenter = _known(request, slug)
    response = HttpResponseRedirect(text.path_encoded(commenter.weblog.path), status=HTTPStatus.SEE_OTHER)
    browser.forget(request, response, commenter)
    return response


def _known(request: HttpRequest, slug: str) -> Commenter:
    # The cookie alone is believed only if one of our own pages has sent the form.
    weblog = find_weblog(slug)
    is_safe = request.method in ("GET", "HEAD") or sender_of(request) is Sender.OURS
    if not is_safe or (commenter := browser.known_here(request, weblog.pk)) is None:
        raise Http404("Nobody of this weblog is known in this browser.")
    commenter.weblog = weblog
    return commenter


def _show(request: HttpRequest, commenter: Commenter, *, error: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
    context = {"commenter": commenter, "error": error}
    return render(request, commenter.weblog, "identity/you.html", context, status=status)


# The last part of their addresses.
STEPS: Mapping[str, Callable[..., HttpResponse]] = {"": you, "forgetting/": forgetting}
