"""Pages for one person, who comes by a link that nobody else knows: never stored, passed on or found."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from tertulia.lib.origin import Sender, sender_of

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def private(*methods: str) -> Callable[[View[P]], View[P]]:
    """Make a view such a page, which answers ``methods`` (GET brings HEAD). The token in its address is the proof; a
    form from another site proves nothing."""

    def decorate(view: View[P]) -> View[P]:
        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method not in (*methods, "HEAD") or (request.method == "HEAD" and "GET" not in methods):
                response: HttpResponse = HttpResponseNotAllowed(methods)
            elif request.method == "POST" and sender_of(request) is Sender.FOREIGN:
                response = HttpResponse(_("This form was sent by another web site."), status=403)
            else:
                response = view(request, *args, **kwargs)
            return kept_private(response)

        return guarded

    return decorate


def kept_private(response: HttpResponse) -> HttpResponse:
    """The response with what keeps it between the server and this reader."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
