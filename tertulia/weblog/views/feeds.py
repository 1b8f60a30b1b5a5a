"""Feeds of posts. Stub."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def weblog_feed(request: HttpRequest, **address: Any) -> HttpResponse:
    raise NotImplementedError


def category_feed(request: HttpRequest, **address: Any) -> HttpResponse:
    raise NotImplementedError
