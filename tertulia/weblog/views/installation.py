"""What belongs to the whole installation: the front door, robots.txt, sitemaps."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tertulia.lib import conditional, tags, text
from tertulia.lib.feeds.answer import page_of
from tertulia.weblog import sitemap as sitemaps
from tertulia.weblog.page import find_weblog, storable
from tertulia.weblog.weblog import Weblog

_ROBOTS = """User-agent: *
Disallow: /desk/
Disallow: /accounts/
Disallow: /*/search/
Disallow: /*/comments/*/reply/
Disallow: /*/comments/*/quote/
Disallow: /*?since=

Sitemap: %(origin)s/sitemap.xml
"""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front door: leads to the only weblog, or lists all; not for ever, as another one may begin tomorrow."""
    weblogs = list(Weblog.objects.order_by("title"))
    if len(weblogs) == 1:
        return redirect(text.path_encoded(weblogs[0].path))
    return render(request, "weblog/home.html", {"weblogs": weblogs})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers need not look at: the host's side, and what is made for a question or an answer."""
    return conditional.answer(request, _ROBOTS % {"origin": settings.ORIGIN}, "text/plain")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The list of the weblogs' sitemaps."""
    return conditional.answer(request, sitemaps.index(), sitemaps.TYPE)


@require_safe
def weblog_sitemap(request: HttpRequest, slug: str) -> HttpResponse:
    """All public addresses of a weblog, in files of 50,000."""
    weblog = find_weblog(slug)
    found = sitemaps.of_weblog(weblog, page_of(request))
    if found is None:
        raise Http404("The sitemap has fewer pages.")
    return storable(conditional.answer(request, found, sitemaps.TYPE), weblog, [tags.posts(weblog.id)])
