"""Links: what a weblog's texts link to, what of it is gone, and the copies that were kept."""

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from tertulia.desk import notices, seat
from tertulia.desk.screen import DeskRequest, render, screen
from tertulia.weblog import link_keeping
from tertulia.weblog.kept_link import KeptLink, LinkPlace, LinkState
from tertulia.weblog.weblog import Weblog

_AT_ONCE = 50
# What is served is text, whatever it says; should a browser take it for more, it may do nothing.
_SHUT = "sandbox; default-src 'none'; frame-ancestors 'none'"


@screen("GET")
def links(request: DeskRequest, slug: str) -> HttpResponse:
    """The report: all of them, or those of one state or one post, dead ones first."""
    place = seat.take(request.user, slug, seat.edits_all)
    state, post = request.GET.get("state", ""), request.GET.get("post", "")
    found = _standing(place.weblog)
    counts = dict(found.order_by().values_list("state").annotate(count=Count("id")))
    if state in LinkState.values:
        found = found.filter(state=state)
    if post.isdecimal() and len(post) < 10:
        found = found.filter(Exists(LinkPlace.objects.filter(link=OuterRef("pk"), post=int(post))))
    shown = Prefetch("places", LinkPlace.objects.select_related("post").order_by("id"))
    rows = found.order_by("-gone_at", "-failures", "id").defer("text").prefetch_related(shown)
    context = {
        "here": "links",
        "page": Paginator(rows, _AT_ONCE).get_page(request.GET.get("page")),
        "states": [(one.value, counts.get(one.value, 0)) for one in LinkState],
        "state": state,
        "post": post,
    }
    return render(request, "desk/links.html", context, seat=place)


@screen("POST")
def checking(request: DeskRequest, slug: str, link_id: int) -> HttpResponse:
    """Ask for a link again."""
    link_keeping.check_again(_find(request, slug, link_id))
    notices.tell(request, _("It will be asked for soon."))
    return redirect("desk-links", slug)


@screen("POST")
def sparing(request: DeskRequest, slug: str, link_id: int) -> HttpResponse:
    """Say that a link is not gone."""
    link_keeping.spare(_find(request, slug, link_id))
    notices.tell(request, _("It is not called gone."))
    return redirect("desk-links", slug)


@screen("GET")
def copy(request: DeskRequest, slug: str, link_id: int) -> HttpResponse:
    """The words of the page as they were when they were saved, for every member."""
    place = seat.take(request.user, slug, lambda _member: True)
    link = get_object_or_404(KeptLink.objects.exclude(copied_at=None), id=link_id, weblog=place.weblog)
    saved = f"{link.copied_at:%Y-%m-%d %H:%M} UTC"
    words = f"{link.title}\n{link.url}\n{saved}\n\n{link.text}\n"
    response = HttpResponse(words, content_type="text/plain; charset=utf-8")
    response.headers["Content-Security-Policy"] = _SHUT
    return response


def _find(request: DeskRequest, slug: str, link_id: int) -> KeptLink:
    place = seat.take(request.user, slug, seat.edits_all)
    return get_object_or_404(KeptLink, id=link_id, weblog=place.weblog)


def _standing(weblog: Weblog) -> "QuerySet[KeptLink]":
    return KeptLink.objects.filter(Exists(LinkPlace.objects.filter(link=OuterRef("pk"))), weblog=weblog)


VERBS = (("copy", copy), ("checking", checking), ("sparing", sparing))
