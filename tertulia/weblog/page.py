"""A page of a weblog: rendered in the weblog's language and time zone, the same for every reader."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template import loader
from django.utils import timezone, translation

from tertulia.lib import tags, text
from tertulia.weblog import sidebar
from tertulia.weblog.weblog import Weblog


def find_weblog(slug: str) -> Weblog:
    """The weblog of that slug with what its pages show of it. Raises Http404."""
    weblog = Weblog.objects.select_related("photo").filter(slug=slug).first()
    if weblog is None:
        raise Http404(f"There is no weblog called {slug!r} here.")
    return weblog


@contextmanager
def speaking(weblog: Weblog) -> Iterator[None]:
    """Inside, texts are in the weblog's language and times in its zone."""
    with translation.override(weblog.language), timezone.override(weblog.zone):
        yield


def render(
    request: HttpRequest,
    weblog: Weblog,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
    shows: Iterable[str] | None = None,
) -> HttpResponse:
    """Answer with ``template`` in the weblog's language and time zone; its context has ``weblog``,
    ``sidebar``, and ``page_url``, the page's own absolute address.

    ``shows`` are tags of what the page shows beside its weblog and sidebar; with them it may be stored, so it must be
    the same for everybody. Browsers must ask again before they show it once more, as what a reader gets is current."""
    with speaking(weblog):
        page_url = weblog.absolute(text.path_encoded(request.path_info))
        shown = {"weblog": weblog, "sidebar": sidebar.modules(weblog), "page_url": page_url, **(context or {})}
        response = _response(loader.render_to_string(template, shown, request), status)
    return response if shows is None else storable(response, weblog, [tags.headings(weblog.id), *shows])


def fragment(weblog: Weblog, kind: str, context: Mapping[str, Any], *, shows: Iterable[str]) -> HttpResponse:
    """Answer with what a module of the sidebar holds and nothing around it, for pages to pull in; to be stored under
    the tags of what it ``shows``. It is no page of its own for search engines."""
    with speaking(weblog):
        html = loader.render_to_string(f"weblog/fragments/{kind}.html", {"weblog": weblog, **context})
        response = _response(html.strip(), 200)
    response.headers["X-Robots-Tag"] = "noindex"
    return storable(response, weblog, shows)


def storable(response: HttpResponse, weblog: Weblog, shows: Iterable[str]) -> HttpResponse:
    """The response with the tags of what it shows: its weblog, and ``shows``. Without query, as that is no part of a
    stored page's address."""
    response.headers[tags.HEADER] = " ".join(sorted({tags.weblog(weblog.id), *shows}))
    return response


def _response(html: str, status: int) -> HttpResponse:
    language = translation.get_language() or "en"
    return HttpResponse(html, status=status, headers={"Content-Language": language, "Cache-Control": "no-cache"})
