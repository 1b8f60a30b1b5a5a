"""Somebody comes back from a provider: taken for an arrival if all that it says holds, else a page that says what went
wrong and leads to where they came from."""

import logging
from http import HTTPStatus
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base.constants import AuthError
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string

log = logging.getLogger(__name__)

_LEFT_FROM = "provider_left_from"


def leave_from(request: HttpRequest, to: str) -> None:
    """Remember where they wanted to go who leave for a provider, should they come back without success."""
    request.session[_LEFT_FROM] = to


def take_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """What follows once somebody comes back from a provider. Raises Http404 if there is none of that id."""
    adapter = get_adapter()
    if not any(one.sub_id == provider_id for one in adapter.list_providers(request)):
        raise Http404("No such provider may say who somebody is.")
    provider = adapter.get_provider(request, provider_id)
    try:
        # What asks services takes long to load, and most installations name none.
        answer: HttpResponse = import_string("tertulia.desk.provider_asking.ask")(request, provider)
    except (OSError, LookupError, ValueError, TypeError, AttributeError, ImproperlyConfigured) as error:
        # Nothing keeps a provider from answering with JSON of any shape.
        log.warning("%s: what the provider says cannot be read", provider_id, exc_info=error)
        return went_wrong(request)
    return answer


def refuse(request: HttpRequest, provider: Any, error: str | None, exception: Exception | None, is_known: bool) -> None:
    """Answer somebody whom the provider, or what it says, does not let in. Raises ImmediateHttpResponse."""
    if exception:
        log.warning("%s: %s", provider.sub_id, exception)
    if error == AuthError.CANCELLED:
        raise ImmediateHttpResponse(_page(request, "socialaccount/login_cancelled.html", HTTPStatus.OK))
    raise ImmediateHttpResponse(went_wrong(request, is_known=is_known))


def went_wrong(request: HttpRequest, *, is_known: bool = True) -> HttpResponse:
    """The page that says that it did not work. ``is_known`` tells whether this browser has left for there and not yet
    come back."""
    status = HTTPStatus.BAD_GATEWAY if is_known else HTTPStatus.BAD_REQUEST
    return _page(request, "socialaccount/authentication_error.html", status, is_known=is_known)


def _page(request: HttpRequest, template: str, status: int, **said: bool) -> HttpResponse:
    return render(request, template, {"to": request.session.get(_LEFT_FROM, ""), **said}, status=status)
