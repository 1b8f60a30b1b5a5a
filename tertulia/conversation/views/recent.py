"""Recent comments. Stub."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def recent_comments(request: HttpRequest, **address: Any) -> HttpResponse:
    raise NotImplementedError
