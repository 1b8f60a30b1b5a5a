"""How people get accounts and what they are sent: by invitation only, addresses from settings and never from a Host."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class _Here:
    # What allauth's mails take for django.contrib.sites' Site.
    name: str
    domain: str


class Adapter(DefaultAccountAdapter):
    """Nobody signs up by themselves; the host invites. Mails name this installation as settings do."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mail about an account. A request's Host header must never decide where its links lead."""
        request = allauth_context.request
        asked = request.build_absolute_uri("/").rstrip("/")
        known = {name: _at_home(value, asked) for name, value in context.items()}
        here = _Here(urlsplit(settings.ORIGIN).netloc, settings.ORIGIN)
        mail = {"request": request, "email": email, "current_site": here, **known}
        self.render_mail(template_prefix, email, mail).send()

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("desk-account")


class PasskeyAdapter(DefaultMFAAdapter):
    """Passkeys belong to the host name of this installation."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        host = urlsplit(settings.ORIGIN).hostname or "localhost"
        # A browser refuses passkeys for numeric addresses, but gives them to http://localhost.
        return {"id": "localhost" if host in _LOOPBACK else host, "name": "Tertulia"}


def display_name(user: User) -> str:
    """How a person is called on the screens of their account."""
    return user.get_full_name() or user.email


def takes_passkeys(request: HttpRequest) -> bool:
    """Whether a browser would keep a passkey for the address that this request came by."""
    host = request.get_host().partition(":")[0]
    return host == PasskeyAdapter().get_public_key_credential_rp_entity()["id"]


def _at_home(value: Any, asked: str) -> Any:
    if isinstance(value, str) and value.startswith(f"{asked}/"):
        return settings.ORIGIN + value.removeprefix(asked)
    return value
