"""Feeds of comments. Stub."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def weblog_comments_feed(request: HttpRequest, **address: Any) -> HttpResponse:
    raise NotImplementedError


def post_comments_feed(request: HttpRequest, **address: Any) -> HttpResponse:
    raise NotImplementedError
