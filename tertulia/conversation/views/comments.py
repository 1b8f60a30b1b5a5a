"""The doors of the comment form. Stub."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def post_comment(request: HttpRequest, **address: Any) -> HttpResponse:
    raise NotImplementedError


def preview(request: HttpRequest, **address: Any) -> HttpResponse:
    raise NotImplementedError


def comment(request: HttpRequest, **address: Any) -> HttpResponse:
    raise NotImplementedError


def reply(request: HttpRequest, **address: Any) -> HttpResponse:
    raise NotImplementedError
