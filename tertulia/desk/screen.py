"""What every screen of the desk has in common: signed in, never stored, in the reader's language."""

from collections.abc import Callable, Mapping
from datetime import tzinfo
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tertulia.conversation.comment import CommentState
from tertulia.desk import seat as seats
from tertulia.desk.seat import Seat

P = ParamSpec("P")


class DeskRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: User


def screen(
    *methods: str,
) -> Callable[[Callable[Concatenate[DeskRequest, P], HttpResponse]], Callable[..., HttpResponse]]:
    """Make a view a screen of the desk that answers ``methods`` (GET brings HEAD)."""
    allowed = [*methods, "HEAD"] if "GET" in methods else list(methods)

    def decorate(view: Callable[Concatenate[DeskRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
        return require_http_methods(allowed)(never_cache(login_required(in_language(view))))

    return decorate


def in_language(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer in the language that the browser asks for, as far as there is a translation."""

    @wraps(view)
    def translated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(_language(request)):
            response = view(request, *args, **kwargs)
            response.headers["Content-Language"] = translation.get_language() or "en"
        patch_vary_headers(response, ["Cookie", "Accept-Language"])
        return response

    return translated


def render(
    request: DeskRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    seat: Seat | None = None,
    zone: tzinfo | None = None,
    status: int = 200,
) -> HttpResponse:
    """A screen with its navigation; times in ``zone``, or that of the weblog that is worked on."""
    known = {
        "seat": seat,
        "memberships": list(seats.memberships(request.user)),
        "held_count": seats.comments_of(request.user).filter(state=CommentState.HELD).count(),
        "hosts_installation": seats.hosts_installation(request.user),
        **(context or {}),
    }
    with timezone.override(seat.weblog.zone if seat else zone):
        return HttpResponse(loader.render_to_string(template, known, request), status=status)


def ids_in(request: DeskRequest, name: str, most: int = 200) -> list[int]:
    """The ids that a form names as ``name``; what is no id is left out."""
    values = request.POST.getlist(name)
    return [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 19][:most]


def way_back(request: DeskRequest, otherwise: str) -> str:
    """The screen that a button was pressed on, as its form says; never another site."""
    asked = request.POST.get("back", "")
    return asked if asked.startswith("/desk/") and url_has_allowed_host_and_scheme(asked, None) else otherwise


def _language(request: HttpRequest) -> str:
    # Only languages that Tertulia itself speaks: a desk half in Django's Dutch would help nobody.
    asked = translation.get_language_from_request(request)
    spoken = {path.name for folder in settings.LOCALE_PATHS for path in folder.glob("*/")} | {"en"}
    return next((code for code in (asked, asked.split("-")[0]) if code.replace("-", "_") in spoken), "en")
