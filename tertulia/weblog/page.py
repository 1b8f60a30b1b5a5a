"""A page of a weblog: rendered in the weblog's language and time zone, the same for every reader."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template import loader
from django.utils import timezone, translation

from tertulia.weblog.weblog import Weblog


def find_weblog(slug: str) -> Weblog:
    """The weblog of that slug with what its pages show of it. Raises Http404."""
    weblog = Weblog.objects.select_related("photo").filter(slug=slug).first()
    if weblog is None:
        raise Http404(f"There is no weblog called {slug!r} here.")
    return weblog


def render(
    request: HttpRequest, weblog: Weblog, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Answer with ``template`` in the weblog's language and time zone; ``weblog`` is in its context."""
    with translation.override(weblog.language), timezone.override(weblog.zone):
        html = loader.render_to_string(template, {"weblog": weblog, **(context or {})}, request)
        language = translation.get_language() or "en"
    return HttpResponse(html, status=status, headers={"Content-Language": language})
