"""Who else may say who somebody is: providers that the operator names in the environment, as allauth takes them."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from tertulia.lib import environment

_OPENID = "openid_connect"
_PACKAGE = "allauth.socialaccount.providers"
_TAKEN = frozenset({"provider", "id", "name", "server", "client", "secret", "settings"})
# Those without OpenID Connect whose ways have been gone here.
_OTHERS = ("github",)
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def providers(name: str) -> dict[str, Any]:
    """allauth's SOCIALACCOUNT_PROVIDERS for the list in ``name``, as JSON; none if it is empty. Raises
    ImproperlyConfigured with one line that says what is wrong with which."""
    value = environment.text(name)
    try:
        given = json.loads(value) if value else []
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is no JSON: {error}") from error
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise ImproperlyConfigured(f'{name} is a list: [{{"id": "…", "server": "https://…", "client": "…", …}}]')
    found: dict[str, Any] = {}
    for place, one in enumerate(given, 1):
        kind, app = _app(f"{name}, provider {place}", one)
        found.setdefault(kind, {"APPS": []})["APPS"].append(app)
    _check_once(name, found)
    return found


def apps_of(found: dict[str, Any]) -> list[str]:
    """The Django apps that these providers need."""
    return [f"{_PACKAGE}.{kind}" for kind in found]


def _app(where: str, given: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    if unknown := given.keys() - _TAKEN:
        raise ImproperlyConfigured(f"{where}: {', '.join(sorted(unknown))} means nothing here")
    kind, more = str(given.get("provider") or _OPENID), given.get("settings") or {}
    if not isinstance(more, dict):
        raise ImproperlyConfigured(f"{where}: settings is an object")
    app = {"client_id": _text(where, given, "client"), "secret": str(given.get("secret") or "")}
    if given.get("name"):
        app["name"] = str(given["name"])
    if kind == _OPENID:
        return kind, {**app, **_openid(where, given), "settings": {**more, **_reached(where, given)}}
    if kind not in _OTHERS:
        known = ", ".join(_OTHERS)
        raise ImproperlyConfigured(
            f"{where}: {kind!r} is not among the providers that are known ({known}); leave provider out, and name the "
            "server of OpenID Connect, such as https://accounts.google.com"
        )
    return kind, {**app, "settings": more}


def _openid(where: str, given: dict[str, Any]) -> dict[str, str]:
    one = _text(where, given, "id")
    if not _ID.fullmatch(one):
        raise ImproperlyConfigured(f"{where}: id is a short word in small letters, not {one!r}")
    return {"provider_id": one, "name": str(given.get("name") or one)}


def _reached(where: str, given: dict[str, Any]) -> dict[str, Any]:
    server = _text(where, given, "server").rstrip("/")
    parts = urlsplit(server)
    # What it says is believed because nobody between here and there can change it.
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    if not is_safe or not parts.hostname:
        raise ImproperlyConfigured(f"{where}: server looks like https://login.example.org, not {server!r}")
    return {"server_url": server, "oauth_pkce_enabled": True}


def _text(where: str, given: dict[str, Any], name: str) -> str:
    value = given.get(name)
    if not isinstance(value, str) or not value.strip():
        raise ImproperlyConfigured(f"{where}: {name} is missing")
    return value.strip()


def _check_once(name: str, found: dict[str, Any]) -> None:
    called = [app.get("provider_id", kind) for kind, settings in found.items() for app in settings["APPS"]]
    if twice := {one for one in called if called.count(one) > 1}:
        raise ImproperlyConfigured(f"{name}: {', '.join(sorted(twice))} is there twice")
