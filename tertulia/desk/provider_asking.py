"""Asking a provider, by the code that somebody brings back from it, who they are."""

from typing import Any

from allauth.socialaccount.models import SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse


class OpenID(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Takes from a provider only what it has signed."""

    def complete_login(self, request: HttpRequest, app: Any, token: SocialToken, **said: Any) -> Any:
        """Who has come. Raises OAuth2Error."""
        if not said["response"].get("id_token"):
            raise OAuth2Error("There is no id_token.")
        # allauth would spare itself the signature of what it has fetched.
        self.did_fetch_access_token = False
        return super().complete_login(request, app, token, **said)


def ask(request: HttpRequest, provider: Any) -> HttpResponse:
    """allauth's answer to who comes back. Raises what reading anything odd raises."""
    is_openid = isinstance(provider, OpenIDConnectProvider)
    ways = OpenID(request, provider.sub_id) if is_openid else provider.get_oauth2_adapter(request)
    answer: HttpResponse = OAuth2CallbackView.adapter_view(ways)(request)
    return answer
