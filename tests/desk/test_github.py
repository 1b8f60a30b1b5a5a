"""Signing in by GitHub, which knows no OpenID Connect: by a server on this machine that answers as it does."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.github.views import GitHubOAuth2Adapter
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from tertulia.lib.providers import providers
from tests.cast import Cast
from tests.conversation.form import page_of, words_of
from tests.desk.openid import Issuer, is_signed_in, issuer

pytestmark = pytest.mark.django_db
ARRIVAL = "/accounts/provider/"
MARTA = {"id": 4, "login": "marta", "name": "Marta Oyelaran", "email": None}
PROVED = [
    {"email": "other@example.org", "primary": True, "verified": False},
    {"email": "Marta@example.org", "primary": False, "verified": True},
]
FORM = "application/x-www-form-urlencoded"
ENDS = {
    "access_token": "login/oauth/access_token",
    "authorize": "login/oauth/authorize",
    "emails": "user/emails",
    "profile": "user",
}
TOKEN = (200, FORM, b"access_token=t&scope=user%3Aemail&token_type=bearer")


def as_json(what: Any) -> tuple[int, str, bytes]:
    return 200, "application/json", json.dumps(what).encode()


@pytest.fixture
def github(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Issuer]:
    """What answers in GitHub's place, and has been named."""
    with issuer() as served:
        ends = {
            "access_token": "login/oauth/access_token",
            "authorize": "login/oauth/authorize",
            "emails": "user/emails",
        }
        for name, path in {**ends, "profile": "user"}.items():
            monkeypatch.setattr(GitHubOAuth2Adapter, f"{name}_url", f"{served.origin}/{path}")
        monkeypatch.setenv("SOME", json.dumps([{"provider": "github", "client": "c", "secret": "s"}]))
        settings.SOCIALACCOUNT_PROVIDERS = providers("SOME")
        told = {"/user": as_json(MARTA), "/user/emails": as_json(PROVED)}
        served.broken = {"/login/oauth/access_token": TOKEN, **told}
        yield served


def come_back(client: Client) -> Any:
    address = client.post("/accounts/github/login/", {"next": "/desk/"}).headers["Refresh"].removeprefix("0; url=")
    query = parse_qs(urlsplit(address).query)
    assert (query["client_id"], query["scope"]) == (["c"], ["user:email"])
    back = urlsplit(query["redirect_uri"][0])
    assert (back.netloc, back.path) == ("testserver", "/accounts/github/login/callback/")
    return client.get(f"{back.path}?code=x&state={query['state'][0]}")


def test_who_is_known_by_github_signs_in_by_a_button(github: Issuer, client: Client, cast: Cast) -> None:
    SocialAccount.objects.create(user=cast.host.user, provider="github", uid="4")
    assert come_back(client).headers["Location"] == ARRIVAL
    assert not is_signed_in(client)
    assert client.post(ARRIVAL).headers["Location"] == "/desk/"
    assert is_signed_in(client)
    assert github.asked == ["/login/oauth/access_token", "/user", "/user/emails"]


def test_of_the_addresses_only_those_that_were_proved_count(github: Issuer, client: Client, cast: Cast) -> None:
    come_back(client)
    assert "marta@example.org is yours, and there is an account" in words_of(client.get(ARRIVAL))
    github.broken["/user/emails"] = as_json([{**one, "verified": False} for one in PROVED])
    come_back(client)
    assert "does not say that an e-mail address is yours" in words_of(client.get(ARRIVAL))
    assert (client.post(ARRIVAL).status_code, is_signed_in(client)) == (409, False)
    assert not SocialAccount.objects.exists()


def test_what_fails_there_is_said_and_leads_back(github: Issuer, client: Client, cast: Cast) -> None:
    SocialAccount.objects.create(user=cast.host.user, provider="github", uid="4")
    people, well = User.objects.count(), dict(github.broken)
    bad = [None, (500, "text/html", b"x"), (200, "", b"x"), as_json("access_token"), (200, FORM, b"error=bad_code")]
    for path in well:
        for answer in bad:
            github.broken = {**well, path: answer}
            page = come_back(client)
            assert page.status_code == 502, (path, answer)
            assert "gave no answer that we could use" in words_of(page)
            assert [one.attributes["href"] for one in page_of(page).css("main a")][-1] == "/desk/"
            assert client.get(ARRIVAL).headers["Location"] == "/accounts/login/"
    assert (is_signed_in(client), User.objects.count()) == (False, people)


def test_what_asks_services_is_loaded_for_those_who_name_one_alone(tmp_path: Path) -> None:
    code = "import sys, django; django.setup(); import tertulia.urls; print('requests' in sys.modules)"
    said = {"DJANGO_SETTINGS_MODULE": "tertulia.settings", "TERTULIA_DATA": str(tmp_path)}
    run = subprocess.run([sys.executable, "-c", code], env={**os.environ, **said}, capture_output=True, check=True)
    assert run.stdout.decode().strip() == "False"
