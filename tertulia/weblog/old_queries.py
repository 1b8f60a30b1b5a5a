"""Addresses that were told apart by their query alone: ``/?p=123`` is how WordPress names a post to the end of time."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from tertulia.lib import text
from tertulia.weblog.address import QUERIES, find_address
from tertulia.weblog.post import Status


class OldQueries:
    """Sends readers from such an address to what it leads to; all others pass."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        target = ""
        if request.META.get("QUERY_STRING") and request.method in ("GET", "HEAD"):
            target = _target_of(request)
        return HttpResponsePermanentRedirect(text.path_encoded(target)) if target else self._answer(request)


def _target_of(request: HttpRequest) -> str:
    key = next((key for key in request.GET if key in QUERIES), "")
    if not key or not request.path_info.endswith("/"):
        return ""
    known = find_address(f"{request.path_info}?{key}={request.GET[key][:200]}")
    if known is None or (known.post and known.post.status != Status.PUBLISHED):
        return ""
    return known.target
