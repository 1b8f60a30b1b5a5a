"""404, 500. Stub."""

from django.http import HttpRequest, HttpResponse


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    raise NotImplementedError


def server_error(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError
