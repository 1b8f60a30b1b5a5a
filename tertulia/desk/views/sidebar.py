"""The sidebar: modules up, down, on and off, and what the lists of links hold."""

import hashlib
import json
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tertulia.desk import notices, seat
from tertulia.desk.screen import DeskRequest, render, screen
from tertulia.desk.seat import Seat
from tertulia.weblog import modules
from tertulia.weblog.weblog import Weblog


@screen("GET")
def sidebar(request: DeskRequest, slug: str) -> HttpResponse:
    """The modules in their order."""
    return _show(request, seat.take(request.user, slug, seat.administers))


@screen("POST")
def add(request: DeskRequest, slug: str) -> HttpResponse:
    """Switch a module on, or begin a list of links."""
    return _change(request, slug, lambda weblog: modules.switch_on(weblog, request.POST.get("kind", "")))


@screen("POST")
def remove(request: DeskRequest, slug: str, place: int) -> HttpResponse:
    """Switch a module off."""
    return _change(request, slug, lambda weblog: modules.switch_off(weblog, place))


@screen("POST")
def up(request: DeskRequest, slug: str, place: int) -> HttpResponse:
    """One place up."""
    return _change(request, slug, lambda weblog: modules.move(weblog, place, -1))


@screen("POST")
def down(request: DeskRequest, slug: str, place: int) -> HttpResponse:
    """One place down."""
    return _change(request, slug, lambda weblog: modules.move(weblog, place, 1))


@screen("POST")
def links(request: DeskRequest, slug: str, place: int) -> HttpResponse:
    """What a list of links holds; a line that is no link gives the whole text back."""
    title, lines = request.POST.get("title", ""), request.POST.get("lines", "")
    seated = seat.take(request.user, slug, seat.administers)
    try:
        _apply(request, seated.weblog, lambda weblog: modules.set_links(weblog, place, title, lines))
    except ValidationError as error:
        typed = {"place": place, "title": title, "lines": lines, "error": " ".join(error.messages)}
        return _show(request, seated, typed, status=422)
    return redirect("desk-sidebar", slug)


def _change(request: DeskRequest, slug: str, verb: Callable[[Weblog], object]) -> HttpResponse:
    seated = seat.take(request.user, slug, seat.administers)
    try:
        _apply(request, seated.weblog, verb)
    except ValidationError as error:
        notices.warn(request, " ".join(error.messages))
    return redirect("desk-sidebar", slug)


def _apply(request: DeskRequest, weblog: Weblog, verb: Callable[[Weblog], object]) -> None:
    with transaction.atomic():
        current = Weblog.objects.select_for_update().get(id=weblog.id)
        if request.POST.get("version") != _version(current):
            raise ValidationError(_("The sidebar was changed meanwhile; look again and then repeat what you wanted."))
        try:
            verb(current)
        except (IndexError, OverflowError) as error:
            raise Http404("No such module stands there.") from error
    notices.tell(request, _("The sidebar is changed."))


def _version(weblog: Weblog) -> str:
    return hashlib.sha256(json.dumps(weblog.sidebar, sort_keys=True).encode()).hexdigest()[:16]


def _show(
    request: DeskRequest, seated: Seat, typed: dict[str, object] | None = None, *, status: int = 200
) -> HttpResponse:
    weblog = seated.weblog
    rows = [{"place": n, "module": m, "lines": modules.as_lines(m)} for n, m in enumerate(weblog.sidebar)]
    context = {
        "here": "sidebar",
        "rows": rows,
        "missing": modules.missing(weblog),
        "version": _version(weblog),
        "typed": typed,
    }
    return render(request, "desk/sidebar.html", context, seat=seated, status=status)


# What is done with one module, by the last part of its address.
VERBS = (("up", up), ("down", down), ("links", links), ("removal", remove))
