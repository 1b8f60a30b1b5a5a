"""People: what is kept of one commenter, for them to have; and their wish to be forgotten."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from tertulia.conversation.identity.confirming import give_back, refuse
from tertulia.conversation.rearranging import assign_comments
from tertulia.desk import notices, seat
from tertulia.desk.screen import DeskRequest, ids_in, render, screen
from tertulia.desk.seat import Seat
from tertulia.exchange.person.erase import erase, take_back
from tertulia.exchange.person.erasure import GRACE, Erasure, What, waiting
from tertulia.exchange.person.found import find_people
from tertulia.exchange.person.owned import commenters_of
from tertulia.exchange.person.packed import file_name, packed_person
from tertulia.exchange.person.person import Person, person_of_comment

_LONGEST = 200
_MOST_SHOWN = 200


@screen("GET")
def people(request: DeskRequest, slug: str) -> HttpResponse:
    """Look for somebody."""
    place = seat.take(request.user, slug, seat.administers)
    asked = request.GET.get("q", "")[:_LONGEST].strip()
    context = {
        "here": "people",
        "q": asked,
        "people": find_people(place.weblog, asked),
        "erasures": waiting(place.weblog).order_by("due_at"),
    }
    return render(request, "desk/people.html", context, seat=place)


@screen("GET")
def person(request: DeskRequest, slug: str, comment_id: int) -> HttpResponse:
    """One person, who is called by one of their comments: no address of this desk may tell an e-mail address."""
    place = seat.take(request.user, slug, seat.administers)
    return _show(request, place, _find(place, comment_id), comment_id)


@screen("POST")
def export(request: DeskRequest, slug: str, comment_id: int) -> HttpResponse:
    """All that is kept of them, as a file."""
    place = seat.take(request.user, slug, seat.administers)
    return _as_file(_find(place, comment_id))


@screen("POST")
def erasure(request: DeskRequest, slug: str, comment_id: int) -> HttpResponse:
    """They wish to be forgotten: hidden from now on, gone in some days."""
    place = seat.take(request.user, slug, seat.administers)
    found = _find(place, comment_id)
    if not found.email:
        found = replace(found, chosen=ids_in(request, "comment"))
    what = request.POST.get("what", "")
    if what not in What.values:
        return _show(request, place, found, comment_id, error=_("Choose what is to go."), status=422)
    try:
        erase(found, what, actor=request.user)
    except ValidationError as error:
        return _show(request, place, replace(found, chosen=None), comment_id, error=error.messages[0], status=422)
    notices.tell(request, _("Hidden from readers now. It can be taken back below until it is carried out."))
    return redirect("desk-people", slug)


@screen("POST")
def name(request: DeskRequest, slug: str, comment_id: int) -> HttpResponse:
    """Take the name from whoever has confirmed it, or give it back."""
    place = seat.take(request.user, slug, seat.administers)
    owner = next(iter(commenters_of(_find(place, comment_id))), None)
    if owner is None:
        notices.warn(request, _("They have confirmed no name."))
        return redirect("desk-person", slug, comment_id)
    verb, told = (give_back, _("The name is theirs again.")) if owner.refused_at else (refuse, _("It is nobody’s now."))
    try:
        notices.tell(request, told, undo=[verb(owner, actor=request.user)])
    except ValidationError as error:
        notices.warn(request, error.messages[0])
    return redirect("desk-person", slug, comment_id)


@screen("POST")
def assignment(request: DeskRequest, slug: str, comment_id: int) -> HttpResponse:
    """Comments without an address are of somebody who has confirmed their name: the host knows."""
    place = seat.take(request.user, slug, seat.administers)
    found = replace(_find(place, comment_id), chosen=ids_in(request, "comment"))
    owner = place.weblog.commenters.filter(id__in=ids_in(request, "commenter", 1), refused_at=None).first()
    decisions = assign_comments(owner, found.comments, actor=request.user) if owner else []
    if decisions:
        notices.tell(request, _("Given to “%s”.") % owner, undo=decisions)
    else:
        notices.warn(request, _("Choose whose they are, and tick some comments that are nobody’s."))
    return redirect("desk-person", slug, comment_id)


@screen("POST")
def taking_back(request: DeskRequest, slug: str, erasure_id: int) -> HttpResponse:
    """Bring back what was hidden."""
    place = seat.take(request.user, slug, seat.administers)
    found = get_object_or_404(Erasure, weblog=place.weblog, id=erasure_id)
    try:
        take_back(found, actor=request.user)
        notices.tell(request, _("Everything is as it was."))
    except ValidationError as error:
        notices.warn(request, error.messages[0])
    return redirect("desk-people", slug)


def _find(place: Seat, comment_id: int) -> Person:
    """The person behind a comment. Raises Http404."""
    found = person_of_comment(place.weblog, comment_id)
    if found is None:
        raise Http404("Nobody of that number is known here.")
    return found


def _as_file(found: Person) -> HttpResponse:
    """The answer with a person's file."""
    headers = {"Content-Disposition": f'attachment; filename="{file_name(found)}"'}
    return HttpResponse(packed_person(found), content_type="application/zip", headers=headers)


def _show(
    request: DeskRequest, place: Seat, found: Person, comment_id: int, *, error: str = "", status: int = 200
) -> HttpResponse:
    comments = found.comments
    context = {
        "here": "people",
        "person": found,
        "comment_id": comment_id,
        "names": list(comments.order_by("name").values_list("name", flat=True).distinct()[:20]),
        "count": comments.count(),
        "addresses": comments.exclude(ip=None).count(),
        "members": found.members,
        "owner": next(iter(commenters_of(found)), None),
        "commenters": [] if found.email else place.weblog.commenters.filter(refused_at=None).order_by("name"),
        "is_member": any(member.active for member in found.members),
        "whats": What.choices,
        "days": GRACE.days,
        "error": error,
        "comments": comments.select_related("conversation__post").order_by("-created_at", "-id")[:_MOST_SHOWN],
    }
    return render(request, "desk/person.html", context, seat=place, status=status)
