"""Where readers sign in, if the host lets them, and out again. Who has no account makes one here, once their address is
confirmed; it gives no role. After all of it they are back at the post that they came from."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib.auth import login, logout
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from tertulia.conversation.identity import browser
from tertulia.conversation.identity.accounts import NoAccount, make_account, proved_addresses, recognise
from tertulia.conversation.identity.confirming import own
from tertulia.conversation.policy import policy_of
from tertulia.conversation.submission import LONGEST_NAME
from tertulia.lib import text
from tertulia.lib.origin import Sender, sender_of
from tertulia.lib.private import private
from tertulia.weblog.page import find_weblog, render, speaking
from tertulia.weblog.weblog import Weblog

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@private("GET")
def sign_in(request: HttpRequest, slug: str) -> HttpResponse:
    """The ways to sign in; who is signed in sees as whom, and the way back."""
    return _show(request, _open(request, slug))


@private("GET")
def done(request: HttpRequest, slug: str) -> HttpResponse:
    """Where one comes to once signed in: back at the post, or first asked for a name if none is theirs here."""
    weblog, user = _open(request, slug), _user(request)
    if user and recognise(weblog, user):
        return _go(_way_back(request, weblog))
    return _go(_address(request, weblog))


@private("POST")
def name(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a name be theirs who are signed in with an address that was proved."""
    weblog, user = _open(request, slug), _user(request)
    addresses = proved_addresses(user) if user else []
    if user is None or not addresses:
        raise Http404("Nobody with a proved address is signed in.")
    typed = request.POST.get("name", "")
    try:
        own(weblog, addresses[0], typed, [typed], user=user)
    except ValidationError as error:
        return _show(request, weblog, name=typed, error=error.messages[0], status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _go(_way_back(request, weblog))


@private("POST")
def account(request: HttpRequest, slug: str) -> HttpResponse:
    """Make an account for whoever has just confirmed a name in this browser, and sign them in."""
    weblog = _open(request, slug)
    commenter = browser.known_here(request, weblog.pk)
    if commenter is None:
        raise Http404("Nobody of this weblog is known in this browser.")
    try:
        login(request, make_account(commenter), backend=_BACKEND)
    except NoAccount as refusal:
        with speaking(weblog):
            taken = _("There is an account with your e-mail address already. Sign in with it.")
            late = _("You have confirmed your address some time ago. Confirm it once more, then make the account.")
        return _show(request, weblog, error=taken if refusal.is_taken else late, status=HTTPStatus.CONFLICT)
    return _go(_address(request, weblog))


@private("POST")
def leaving(request: HttpRequest, slug: str) -> HttpResponse:
    """Sign out."""
    weblog = _open(request, slug)
    logout(request)
    return _go(_way_back(request, weblog))


def _open(request: HttpRequest, slug: str) -> Weblog:
    # A session is believed only if one of our own pages has sent the form.
    weblog = find_weblog(slug)
    is_safe = request.method in ("GET", "HEAD") or sender_of(request) is Sender.OURS
    if not is_safe or not policy_of(weblog).sign_in:
        raise Http404("Readers do not sign in here.")
    return weblog


def _show(
    request: HttpRequest, weblog: Weblog, *, name: str = "", error: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    user, way_back = _user(request), _way_back(request, weblog)
    query = urlencode({"to": way_back})
    context = {
        "user": user,
        "commenter": recognise(weblog, user) if user else None,
        "known": None if user else browser.known_here(request, weblog.pk),
        "may_take_a_name": bool(user and proved_addresses(user)),
        "name": name or (user.get_full_name() if user else ""),
        "longest": LONGEST_NAME,
        "error": error,
        "to": way_back,
        "login": urlencode({"next": f"{text.path_encoded(weblog.path)}sign-in/done/?{query}"}),
    }
    return render(request, weblog, "identity/sign_in.html", context, status=status)


def _user(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None


def _way_back(request: HttpRequest, weblog: Weblog) -> str:
    asked = text.clean(request.POST.get("to") or request.GET.get("to", ""))
    is_ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours else text.path_encoded(weblog.path)


def _address(request: HttpRequest, weblog: Weblog) -> str:
    return f"{text.path_encoded(weblog.path)}sign-in/?{urlencode({'to': _way_back(request, weblog)})}"


def _go(address: str) -> HttpResponse:
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)


# The last part of their addresses.
STEPS: Mapping[str, Callable[..., HttpResponse]] = {
    "": sign_in,
    "done/": done,
    "name/": name,
    "account/": account,
    "leaving/": leaving,
}
