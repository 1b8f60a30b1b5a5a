"""Search. Stub."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def search(request: HttpRequest, **address: Any) -> HttpResponse:
    raise NotImplementedError
