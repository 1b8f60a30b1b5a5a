"""Exports at the desk: have one made, fetch it."""

from typing import cast

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect

from tertulia.desk import seat
from tertulia.desk.screen import DeskRequest, render, screen
from tertulia.exchange import exports as files
from tertulia.exchange.export_run import KEPT, Making
from tertulia.exchange.formats import FORMATS

# As for imports: a person must be able to read the page before it renews itself.
RENEW_SECONDS = 3


@screen("GET", "POST")
def exports(request: DeskRequest, slug: str) -> HttpResponse:
    """The formats to choose from, and the files that can be fetched."""
    place = seat.take(request.user, slug, seat.administers)
    if request.method == "POST":
        form = FORMATS.get(request.POST.get("format", "archive"))
        if form is None:
            return HttpResponseBadRequest("no such format")
        files.begin(place.weblog, form, actor=request.user, with_links="links" in request.POST)
        return redirect("desk-exports", slug)
    made = list(place.weblog.export_runs.order_by("-id")[:20])
    context = {
        "here": "exports",
        "formats": FORMATS.values(),
        "runs": made,
        "copies": place.weblog.kept_links.exclude(warc="").exists(),
        "under_way": any(run.stage == Making.MAKING for run in made),
        "seconds": RENEW_SECONDS,
        "days": KEPT.days,
    }
    return render(request, "desk/exports.html", context, seat=place)


@screen("GET")
def export(request: DeskRequest, slug: str, export_id: int) -> HttpResponse:
    """One file, for the owner's own disk and nobody else's."""
    place = seat.take(request.user, slug, seat.administers)
    run = get_object_or_404(place.weblog.export_runs, id=export_id, stage=Making.DONE)
    try:
        file = run.path.open("rb")
    except OSError as error:
        raise Http404("This file is no longer kept.") from error
    answer = FileResponse(file, as_attachment=True, filename=run.name, content_type="application/octet-stream")
    return cast(HttpResponse, answer)
