"""Files that posts show and that are not here: what to look for, and in which dump or crawl it may be."""

from django.http import HttpResponse

from tertulia.desk import seat
from tertulia.desk.screen import DeskRequest, render, screen
from tertulia.exchange.missing import missing_files

MOST_SHOWN = 500


@screen("GET")
def missing(request: DeskRequest, slug: str) -> HttpResponse:
    """The list as it is by now."""
    place = seat.take(request.user, slug, seat.administers)
    found = missing_files(place.weblog)
    context = {
        "here": "imports",
        "files": found.files[:MOST_SHOWN],
        "more": max(0, len(found.files) - MOST_SHOWN),
        "elsewhere": found.elsewhere,
    }
    return render(request, "desk/missing.html", context, seat=place)
