"""People: what is kept of one commenter, for them to have."""

from django.http import Http404, HttpResponse

from tertulia.desk import seat
from tertulia.desk.screen import DeskRequest, render, screen
from tertulia.desk.seat import Seat
from tertulia.exchange.person.found import find_people
from tertulia.exchange.person.packed import file_name, packed_person
from tertulia.exchange.person.person import Person, person_of_comment

_LONGEST = 200
_MOST_SHOWN = 200


@screen("GET")
def people(request: DeskRequest, slug: str) -> HttpResponse:
    """Look for somebody."""
    place = seat.take(request.user, slug, seat.administers)
    asked = request.GET.get("q", "")[:_LONGEST].strip()
    context = {"here": "people", "q": asked, "people": find_people(place.weblog, asked)}
    return render(request, "desk/people.html", context, seat=place)


@screen("GET")
def person(request: DeskRequest, slug: str, comment_id: int) -> HttpResponse:
    """One person, who is called by one of their comments: no address of this desk may tell an e-mail address."""
    place = seat.take(request.user, slug, seat.administers)
    return _show(request, place, find(place, comment_id), comment_id)


@screen("POST")
def export(request: DeskRequest, slug: str, comment_id: int) -> HttpResponse:
    """All that is kept of them, as a file."""
    place = seat.take(request.user, slug, seat.administers)
    return as_file(find(place, comment_id))


def find(place: Seat, comment_id: int) -> Person:
    """The person behind a comment. Raises Http404."""
    found = person_of_comment(place.weblog, comment_id)
    if found is None:
        raise Http404("Nobody of that number is known here.")
    return found


def as_file(found: Person) -> HttpResponse:
    """The answer with a person's file."""
    headers = {"Content-Disposition": f'attachment; filename="{file_name(found)}"'}
    return HttpResponse(packed_person(found), content_type="application/zip", headers=headers)


def _show(request: DeskRequest, place: Seat, found: Person, comment_id: int, *, status: int = 200) -> HttpResponse:
    """The page of a person."""
    comments = found.comments
    context = {
        "here": "people",
        "person": found,
        "comment_id": comment_id,
        "names": list(comments.order_by("name").values_list("name", flat=True).distinct()[:20]),
        "count": comments.count(),
        "addresses": comments.exclude(ip=None).count(),
        "members": found.members,
        "comments": comments.select_related("conversation__post").order_by("-created_at", "-id")[:_MOST_SHOWN],
    }
    return render(request, "desk/person.html", context, seat=place, status=status)
