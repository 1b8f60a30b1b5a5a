"""A post with its conversation. Stub."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def comment_page(request: HttpRequest, **address: Any) -> HttpResponse:
    raise NotImplementedError


def address(request: HttpRequest, **address: Any) -> HttpResponse:
    raise NotImplementedError
