"""Providers that may say who somebody is, where the operator has named some: who they are, and where they lead to."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest
from django.shortcuts import redirect

from tertulia.desk import coming_back
from tertulia.desk.provided import Arrival


class Adapter(DefaultSocialAccountAdapter):
    """Whoever comes back from a provider has only arrived: nobody is signed in by an address that was opened, and no
    account is found by an e-mail address alone."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Keep who arrived, and show the page with the button that goes on."""
        account, said = sociallogin.account, sociallogin.account.extra_data
        if account.pk:
            # All that a provider tells is more than anybody needs to keep.
            account.extra_data = {}
            account.save(update_fields=["extra_data"])
        if _is_about_two(said):
            raise ImmediateHttpResponse(coming_back.went_wrong(request))
        Arrival(
            provider=account.provider,
            uid=account.uid,
            called=str(sociallogin.provider.name),
            # Some say so in words, and "false" is none.
            emails=[one.email.lower() for one in sociallogin.email_addresses if one.verified in (True, "true")],
            person=" ".join(sociallogin.user.get_full_name().split())[:150],
            to=str(sociallogin.state.get("next") or ""),
        ).keep(request)
        raise ImmediateHttpResponse(redirect("desk-provider"))

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """Show a page that says why nobody has arrived."""
        coming_back.refuse(request, provider, error, exception, is_known="state_id" not in (extra_context or {}))

    def get_requests_session(self) -> Any:
        """The way to a provider: straight, and to nowhere else."""
        session = super().get_requests_session()
        session.trust_env, session.max_redirects = False, 0
        return session

    def is_email_verified(self, provider: Any, email: str) -> bool:
        return False

    def can_authenticate_by_email(self, login: Any, email: str) -> bool:
        return False

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False


@dataclass(frozen=True)
class Provider:
    """One that may be asked; ``id`` is the part of its address here."""

    id: str
    name: str


class Unreachable(Exception):
    """The provider gives no answer, or none that makes sense."""


def providers(request: HttpRequest) -> list[Provider]:
    """Those that the operator has named. Nothing is asked of them."""
    known = get_adapter().list_providers(request) if settings.SOCIALACCOUNT_PROVIDERS else []
    return [Provider(one.sub_id, str(one.name)) for one in known]


def joined(request: HttpRequest, user: User) -> list[tuple[SocialAccount, str]]:
    """By which accounts elsewhere somebody signs in, with the name of each provider; of one that is no longer named,
    its id."""
    names = {one.id: one.name for one in providers(request)}
    return [(one, names.get(one.provider, one.provider)) for one in SocialAccount.objects.filter(user=user)]


def addable(request: HttpRequest, user: User) -> list[Provider]:
    """The providers by which somebody cannot sign in yet."""
    taken = {one.provider for one, _name in joined(request, user)}
    return [one for one in providers(request) if one.id not in taken]


def lead_to(request: HttpRequest, provider_id: str, to: str) -> tuple[Provider, str]:
    """A provider, and its address where somebody says who they are, to come back here and then to ``to``. Raises
    Http404 if there is none of that id, Unreachable."""
    found = next((one for one in providers(request) if one.id == provider_id), None)
    if found is None:
        raise Http404("No such provider may say who somebody is.")
    try:
        provider = get_adapter().get_provider(request, provider_id)
        answer = provider.redirect(request, process=AuthProcess.LOGIN, next_url=to)
    except (OSError, KeyError, ValueError, TypeError, ImproperlyConfigured, SocialApp.DoesNotExist) as error:
        raise Unreachable from error
    address = answer.headers.get("Location", "")
    if urlsplit(address).scheme not in ("http", "https"):
        raise Unreachable
    coming_back.leave_from(request, to)
    return found, address


def _is_about_two(said: Any) -> bool:
    # What a provider says in two places has to be about one person (OpenID Connect Core, 5.3.2).
    if not isinstance(said, dict) or not {"id_token", "userinfo"} <= said.keys():
        return False
    more = said["userinfo"]
    return not isinstance(more, dict) or said["id_token"].get("sub") != more.get("sub")
