"""Import at the desk: upload a file, look at the preview, say yes, watch it load, read the report."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tertulia.desk import notices, seat
from tertulia.desk.forms.weblog import time_zones
from tertulia.desk.screen import DeskRequest, render, screen
from tertulia.exchange import runs
from tertulia.exchange.readers.known import NAMES

# A page that renews itself is a page that a person must be able to read meanwhile.
RENEW_SECONDS = 3
MOST_SHOWN = 200


class ImportForm(forms.Form):
    """An export file and the zone its dates are in."""

    upload = forms.FileField(
        label=gettext_lazy("Export file"),
        help_text=gettext_lazy(
            "A text file from Typepad or Movable Type, the export of WordPress, Blogger or Ghost, the ZIP file of"
            " Google Takeout, comments that Disqus, Isso or Remark42 kept for its posts, saved pages of Typepad (one,"
            " a ZIP or tar file of many, or a crawl), the bare text of a page, a ZIP file of its pictures and files, or"
            " an archive of Tertulia, which fills an empty weblog."
        ),
    )
    timezone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=time_zones,
        help_text=gettext_lazy("For dates in the file that have none; usually it is the weblog's."),
    )


@screen("GET", "POST")
def imports(request: DeskRequest, slug: str) -> HttpResponse:
    """Upload a file; earlier imports."""
    place = seat.take(request.user, slug, seat.administers)
    posted = request.method == "POST"
    form = ImportForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        initial={"timezone": place.weblog.timezone},
    )
    if form.is_valid():
        data = form.cleaned_data
        try:
            begun = runs.begin(place.weblog, data["upload"], actor=request.user, timezone=data["timezone"])
        except OSError as error:
            form.add_error(
                "upload", _("The file could not be kept (%s). Make room and send it again.") % error.strerror
            )
        else:
            return redirect("desk-import", slug, begun.id)
    earlier = place.weblog.import_runs.order_by("-id")[:20]
    context = {"here": "imports", "form": form, "runs": earlier}
    return render(request, "desk/imports.html", context, seat=place, status=422 if posted else 200)


@screen("GET")
def run(request: DeskRequest, slug: str, run_id: int) -> HttpResponse:
    """How far one import has come: progress, preview, report."""
    place = seat.take(request.user, slug, seat.administers)
    found = get_object_or_404(place.weblog.import_runs, id=run_id)
    context = {
        "here": "imports",
        "run": found,
        "under_way": found.is_waiting,
        "seconds": RENEW_SECONDS,
        "report": shown(found.report or {}),
    }
    return render(request, "desk/import.html", context, seat=place)


@screen("POST")
def choice(request: DeskRequest, slug: str, run_id: int) -> HttpResponse:
    """Which of several weblogs in the file is wanted."""
    place = seat.take(request.user, slug, seat.administers)
    found = get_object_or_404(place.weblog.import_runs, id=run_id)
    try:
        runs.choose(found, request.POST.get("weblog", ""))
    except ValidationError as error:
        notices.warn(request, " ".join(error.messages))
    return redirect("desk-import", slug, found.id)


@screen("POST")
def load(request: DeskRequest, slug: str, run_id: int) -> HttpResponse:
    """The host has seen the preview and says yes."""
    place = seat.take(request.user, slug, seat.administers)
    found = get_object_or_404(place.weblog.import_runs, id=run_id)
    try:
        runs.load(found)
        notices.tell(request, _("It is loading. You may close this page; the import goes on."))
    except ValidationError as error:
        notices.warn(request, " ".join(error.messages))
    return redirect("desk-import", slug, found.id)


@screen("POST")
def cancellation(request: DeskRequest, slug: str, run_id: int) -> HttpResponse:
    """Stop an import; what was loaded by then stays."""
    place = seat.take(request.user, slug, seat.administers)
    found = get_object_or_404(place.weblog.import_runs, id=run_id)
    runs.cancel(found)
    notices.tell(request, _("The import is stopped; what was loaded by then stays."))
    return redirect("desk-import", slug, found.id)


def shown(report: dict[str, Any]) -> dict[str, Any]:
    """The report as a table of what was read, new, known and lost; long lists are cut, and counted."""
    if "read" not in report:
        return {}
    lost = report.get("lost", [])
    rows = [
        {
            "what": what,
            "read": count,
            "new": report["new"].get(what, 0),
            "known": report["known"].get(what, 0),
            "merged": report.get("merged", {}).get(what, 0),
            "lost": sum(loss["what"] == what for loss in lost),
        }
        for what, count in report["read"].items()
        if count
    ]
    warnings = report.get("warnings", [])
    return {
        "format": NAMES.get(report.get("format", ""), ""),
        "rows": rows,
        "has_merged": any(row["merged"] for row in rows),
        "lost": lost[:MOST_SHOWN],
        "more_lost": max(0, len(lost) - MOST_SHOWN),
        "warnings": warnings[:MOST_SHOWN],
        "warning_count": len(warnings),
        "more_warnings": max(0, len(warnings) - MOST_SHOWN),
        "authors": report.get("authors", []),
        "categories": report.get("categories", []),
    }
