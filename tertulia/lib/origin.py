"""Where a form was sent from: the guard against forged requests that needs no session and no cookie."""

from enum import Enum

from django.conf import settings
from django.http import HttpRequest


class Sender(Enum):
    """Which page sent the request: one of ours, somebody else's, or one that an old browser does not tell."""

    OURS = "ours"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


def sender_of(request: HttpRequest) -> Sender:
    """Who sent a form, by headers that no page can forge: Sec-Fetch-Site, else Origin.

    Only for OURS may a session be used; an UNKNOWN one must prove itself by the form's signed token."""
    if site := request.META.get("HTTP_SEC_FETCH_SITE"):
        # "none" is the person themselves: a reload, a form restored with its tab.
        return Sender.OURS if site in ("same-origin", "none") else Sender.FOREIGN
    origin = request.META.get("HTTP_ORIGIN")
    if origin is None:
        return Sender.UNKNOWN
    own = f"{request.scheme}://{request.get_host()}"
    return Sender.OURS if origin in (settings.ORIGIN, own) else Sender.FOREIGN
