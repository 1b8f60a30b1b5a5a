"""What a commenter whose name is confirmed can do with it: see its page, show a picture, be forgotten by a browser."""

from collections.abc import Callable, Mapping
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from tertulia.conversation.identity import browser
from tertulia.conversation.identity.accounts import recognise
from tertulia.conversation.identity.commenter import Commenter
from tertulia.conversation.identity.picturing import show_picture, take_picture_away
from tertulia.lib import text
from tertulia.lib.origin import Sender, sender_of
from tertulia.lib.private import private
from tertulia.media.image import BadImage
from tertulia.weblog.page import find_weblog, render, speaking
from tertulia.weblog.weblog import Weblog


@private("GET")
def you(request: HttpRequest, slug: str) -> HttpResponse:
    """Who this browser's reader is here, and what they can do."""
    return _show(request, _known(request, slug))


@private("POST")
def picture(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a picture beside their comments, or with nothing sent none."""
    commenter = _known(request, slug)
    upload = request.FILES.get("picture")
    try:
        with speaking(commenter.weblog):
            if upload:
                show_picture(commenter, upload)
            elif "away" in request.POST:
                take_picture_away(commenter)
            else:
                raise BadImage(_("Choose a picture first."))
    except BadImage as error:
        return _show(request, commenter, error=str(error), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _go(f"{commenter.weblog.path}confirmation/you/")


@private("POST")
def forgetting(request: HttpRequest, slug: str) -> HttpResponse:
    """Let this browser prove nothing any longer."""
    commenter = _known(request, slug)
    response = _go(commenter.weblog.path)
    browser.forget(request, response, commenter)
    return response


# The last part of their addresses.
STEPS: Mapping[str, Callable[..., HttpResponse]] = {"": you, "picture/": picture, "forgetting/": forgetting}


def _known(request: HttpRequest, slug: str) -> Commenter:
    # Cookies are believed only if one of our own pages has sent the form.
    weblog = find_weblog(slug)
    is_safe = request.method in ("GET", "HEAD") or sender_of(request) is Sender.OURS
    commenter = _of_browser(request, weblog) if is_safe else None
    if commenter is None:
        raise Http404("Nobody of this weblog is known in this browser.")
    commenter.weblog = weblog
    return commenter


def _of_browser(request: HttpRequest, weblog: Weblog) -> Commenter | None:
    return browser.known_here(request, weblog.pk) or (
        recognise(weblog, request.user) if request.user.is_authenticated else None
    )


def _show(request: HttpRequest, commenter: Commenter, *, error: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
    context = {"commenter": commenter, "error": error}
    return render(request, commenter.weblog, "identity/you.html", context, status=status)


def _go(path: str) -> HttpResponse:
    return HttpResponseRedirect(text.path_encoded(path), status=HTTPStatus.SEE_OTHER)
