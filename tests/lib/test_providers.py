"""The list of providers from the environment: as allauth takes it, and one clear line for what cannot be."""

import json
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tertulia.lib.providers import apps_of, providers

EXAMPLE = {"id": "example", "server": "https://login.example.org/", "client": "us", "secret": "s"}


def test_none_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_PROVIDERS", "")
    assert (providers("SOME_PROVIDERS"), apps_of({})) == ({}, [])


def test_they_may_stand_in_a_file_of_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret.json").write_text(json.dumps([EXAMPLE, {"provider": "github", "client": "c", "secret": "d"}]))
    monkeypatch.setenv("SOME_PROVIDERS_FILE", str(tmp_path / "secret.json"))
    found = providers("SOME_PROVIDERS")
    [app] = found["openid_connect"]["APPS"]
    assert (app["provider_id"], app["name"], app["client_id"], app["secret"]) == ("example", "example", "us", "s")
    assert app["settings"] == {"server_url": "https://login.example.org", "oauth_pkce_enabled": True}
    assert found["github"]["APPS"] == [{"client_id": "c", "secret": "d", "settings": {}}]
    assert apps_of(found)[1] == "allauth.socialaccount.providers.github"


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("{", "no JSON"),
        ('{"id": "a"}', "is a list"),
        ([{**EXAMPLE, "secrets": "s"}], "provider 1: secrets means nothing"),
        ([{**EXAMPLE, "client": " "}], "client is missing"),
        ([{**EXAMPLE, "id": "../x"}], "id is a short word"),
        ([{**EXAMPLE, "server": "http://login.example.org"}], "server looks like"),
        ([{**EXAMPLE, "server": "https://"}], "server looks like"),
        ([{**EXAMPLE, "settings": "x"}], "settings is an object"),
        ([EXAMPLE, EXAMPLE], "example is there twice"),
        ([{"provider": "google", "client": "c"}], "'google' is not among .* known .github.; .*accounts.google.com"),
        ([{"provider": "github", "client": "c", "key": "k"}], "key means nothing"),
    ],
)
def test_what_cannot_be_is_one_line(value: object, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_PROVIDERS", value if isinstance(value, str) else json.dumps(value))
    with pytest.raises(ImproperlyConfigured, match=why) as refusal:
        providers("SOME_PROVIDERS")
    assert "\n" not in str(refusal.value)
