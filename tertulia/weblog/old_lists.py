"""Old addresses of the shape that lists and feeds have here: those of a weblog that lived under another name."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from tertulia.lib import text
from tertulia.weblog.address import find_address


class OldLists:
    """Where there is no such list or feed, sends readers to where its address leads."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._answer(request)
        found = request.resolver_match
        # By their whole path posts were asked for by then, and old addresses too.
        if (
            response.status_code != 404
            or request.method not in ("GET", "HEAD")
            or not found
            or "slug" not in found.kwargs
        ):
            return response
        known = find_address(request.path_info)
        target = known.target if known and not known.post else ""
        return HttpResponsePermanentRedirect(text.path_encoded(target)) if target else response
