"""Refuse what nobody could use: other methods than pages and forms have, text that no database keeps, and files from
people who may not send any."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseNotAllowed

from tertulia.lib import text

_METHODS = ("GET", "HEAD", "POST")


class RefuseOtherMethods:
    """Django middleware: what comes from others (allauth's accounts, Django's redirects) is asked by GET, HEAD and POST
    alone, and does not take other methods for one of these. Our own views say so themselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_called: object) -> HttpResponse | None:
        """Called once the path has matched."""
        is_ours = view.__module__.startswith("tertulia.")
        return None if is_ours or request.method in _METHODS else HttpResponseNotAllowed(_METHODS)


class RefuseBrokenText:
    """Django middleware: a path with such characters names nothing (404), a query with them is refused (400), a cookie
    with them is none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if any(text.is_broken(value) for values in request.GET.lists() for value in (values[0], *values[1])):
            return HttpResponseBadRequest("The query holds characters that are no text.\n", content_type="text/plain")
        for name in [name for name, value in request.COOKIES.items() if text.is_broken(value)]:
            del request.COOKIES[name]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> None:
        """Called once the path has matched: a broken one is nobody's address."""
        if text.is_broken(request.path):
            raise Http404("This path holds characters that are no text.")


class RefuseFilesOfStrangers(FileUploadHandler):
    """Upload handler, before those that keep files: only who is signed in may send more than a form holds.

    Files go to the disk before any view is asked, at every address, so that a stranger could fill it."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *rest: Any, **more: Any) -> None:  # noqa: N803
        """Refuse by the announced length, before the first byte is read."""
        if content_length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE and not self._is_known():
            raise RequestDataTooBig("Only members may send files of this size.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

    def _is_known(self) -> bool:
        return self.request is not None and hasattr(self.request, "user") and self.request.user.is_authenticated
