"""Refuse text that no database keeps: NUL and lone surrogates in paths and queries."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest

from tertulia.lib import text


class RefuseBrokenText:
    """Django middleware: a path with such characters names nothing (404), a query with them is refused (400)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if any(text.is_broken(value) for values in request.GET.lists() for value in (values[0], *values[1])):
            return HttpResponseBadRequest("The query holds characters that are no text.\n", content_type="text/plain")
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> None:
        """Called once the path has matched: a broken one is nobody's address."""
        if text.is_broken(request.path):
            raise Http404("This path holds characters that are no text.")
