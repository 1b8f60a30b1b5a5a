"""“Remember me”: a cookie that a reader gets only if they tick the box.

It holds name, e-mail and web address as percent-encoded JSON. A script fills the form of the page that everybody gets
from it (so it is not HttpOnly); forms made for one reader are filled here."""

import json
from collections.abc import Mapping
from urllib.parse import quote, unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tertulia.lib import text

COOKIE = "commenter"
_FIELDS = ("name", "email", "url")
_A_YEAR = 365 * 24 * 3600
_LONGEST = 3800  # browsers drop cookies above 4096 bytes, attributes included


def remembered(request: HttpRequest) -> dict[str, str]:
    """Name, e-mail and web address as the reader's browser kept them; nothing if it kept none or something else."""
    try:
        kept = json.loads(unquote(request.COOKIES.get(COOKIE, "")))
    except (ValueError, RecursionError):
        return {}
    if not isinstance(kept, dict):
        return {}
    values = {name: kept.get(name, "") for name in _FIELDS}
    return {name: text.clean(value)[:2000] for name, value in values.items() if isinstance(value, str)}


def remember(response: HttpResponse, who: Mapping[str, str]) -> None:
    """Let the browser keep name, e-mail and web address for a year."""
    value = _encoded({name: who[name] for name in _FIELDS})
    if len(value) > _LONGEST:
        value = _encoded({"name": who["name"], "email": who["email"], "url": ""})
    response.set_cookie(
        COOKIE, value, max_age=_A_YEAR, samesite="Lax", secure=settings.ORIGIN.startswith("https://"), httponly=False
    )


def forget(response: HttpResponse) -> None:
    """Take the cookie back."""
    response.delete_cookie(COOKIE, samesite="Lax")


def _encoded(who: Mapping[str, str]) -> str:
    return quote(json.dumps(dict(who), ensure_ascii=False, separators=(",", ":")), safe="")
