"""Home, robots, sitemaps. Stub."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def home(request: HttpRequest, **address: Any) -> HttpResponse:
    raise NotImplementedError


def robots(request: HttpRequest, **address: Any) -> HttpResponse:
    raise NotImplementedError


def sitemap(request: HttpRequest, **address: Any) -> HttpResponse:
    raise NotImplementedError


def weblog_sitemap(request: HttpRequest, **address: Any) -> HttpResponse:
    raise NotImplementedError
