"""Lists of posts. Stub."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def front(request: HttpRequest, **address: Any) -> HttpResponse:
    raise NotImplementedError


def tag(request: HttpRequest, **address: Any) -> HttpResponse:
    raise NotImplementedError


def author(request: HttpRequest, **address: Any) -> HttpResponse:
    raise NotImplementedError


def month(request: HttpRequest, **address: Any) -> HttpResponse:
    raise NotImplementedError


def category(request: HttpRequest, **address: Any) -> HttpResponse:
    raise NotImplementedError
