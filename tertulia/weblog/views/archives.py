"""All archives. Stub."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def archives(request: HttpRequest, **address: Any) -> HttpResponse:
    raise NotImplementedError
