"""Sign in by a provider: leave for it, come back, and press the button that does what follows."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tertulia.conversation.identity.accounts import NoAccount
from tertulia.desk import notices, provided
from tertulia.desk.coming_back import leave_from, take_back, went_wrong
from tertulia.desk.provided import Arrival, Step
from tertulia.desk.providers import Unreachable, lead_to
from tertulia.desk.screen import DeskRequest, in_language, screen


def _door(*methods: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    # Open to who is not signed in, stored by nobody.
    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        return wraps(view)(require_http_methods(methods)(never_cache(in_language(view))))

    return decorate


@_door("POST")
def start(request: HttpRequest, provider: str) -> HttpResponse:
    """Leave for a provider: by a page that leads there, as no form of ours is sent on to other sites."""
    asked = request.POST.get("next", "")
    to = asked if asked.startswith("/") and url_has_allowed_host_and_scheme(asked, None) else ""
    try:
        if not ratelimit.consume(request, action="login"):
            raise Unreachable
        found, address = lead_to(request, provider, to)
    except Unreachable:
        leave_from(request, to)
        return went_wrong(request)
    answer = render(request, "desk/provider_leaving.html", {"provider": found, "address": address})
    answer.headers["Refresh"] = f"0; url={address}"
    return answer


@_door("GET", "HEAD")
def back(request: HttpRequest, provider: str) -> HttpResponse:
    """The address that a provider leads back to."""
    return take_back(request, provider)


@_door("GET", "HEAD", "POST")
def arrival(request: HttpRequest) -> HttpResponse:
    """Who has come from a provider, and the button that signs in, joins accounts or makes one."""
    found = provided.arrived(request)
    if found is None:
        return redirect("account_login")
    step = provided.step_of(found, request.user)
    if request.method == "POST" and step in _DOES:
        try:
            return _DOES[step](request, found)
        except NoAccount:
            # Somebody else was faster, maybe they themselves in another window.
            step = provided.step_of(found, request.user)
    context = {"arrival": found, "step": step, "email": next(iter(found.emails), "")}
    return render(
        request,
        "desk/provider.html",
        context,
        status=HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.OK,
    )


@screen("POST")
def removal(request: DeskRequest, account_id: int) -> HttpResponse:
    """Let a provider open this account no longer."""
    get_object_or_404(SocialAccount, user=request.user, id=account_id).delete()
    notices.tell(request, _("That is no way in any longer."))
    return redirect("desk-account")


def _sign_in(request: HttpRequest, found: Arrival) -> HttpResponse:
    account = found.account
    if account is None:
        raise NoAccount(is_taken=False)
    return _let_in(request, account.user, found)


def _join(request: HttpRequest, found: Arrival) -> HttpResponse:
    assert isinstance(request.user, User)  # as the step says
    provided.join(request, found, request.user)
    provided.forget(request)
    notices.tell(request, _("You can sign in by “%s” now.") % found.called)
    return redirect(found.to or "desk-account")


def _make(request: HttpRequest, found: Arrival) -> HttpResponse:
    return _let_in(request, provided.make(found), found)


def _let_in(request: HttpRequest, user: Any, found: Arrival) -> HttpResponse:
    provided.forget(request)
    # By allauth, which asks for a second step where there is one.
    answer: HttpResponse = perform_login(request, user, redirect_url=found.to or None)
    return answer


_DOES: dict[Step, Callable[[HttpRequest, Arrival], HttpResponse]] = {
    Step.SIGN_IN: _sign_in,
    Step.JOIN: _join,
    Step.MAKE: _make,
}
