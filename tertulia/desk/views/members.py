"""Members: ask somebody in by a link, change a role, end it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from tertulia.desk import notices, seat
from tertulia.desk.forms.member import InviteForm, MemberForm
from tertulia.desk.invitations import invite_member
from tertulia.desk.screen import DeskRequest, ids_in, render, screen
from tertulia.desk.seat import Seat
from tertulia.lib import clock
from tertulia.weblog.decision import Decision
from tertulia.weblog.member import Member, Role, change_role, claim, rename_member


@screen("GET")
def members(request: DeskRequest, slug: str) -> HttpResponse:
    """Who takes part, and who is asked to."""
    place = seat.take(request.user, slug, seat.administers)
    return _show(request, place, InviteForm())


@screen("POST")
def invitations(request: DeskRequest, slug: str) -> HttpResponse:
    """Make a one-time link, show it, and mail it."""
    place = seat.take(request.user, slug, seat.administers)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _show(request, place, form, status=422)
    email = form.cleaned_data["email"]
    link, sent = invite_member(place.weblog, form.cleaned_data["role"], email, inviter=place.member.name)
    return _show(request, place, InviteForm(), link=link, email=email, sent=sent)


@screen("POST")
def member(request: DeskRequest, slug: str, member_id: int) -> HttpResponse:
    """Another name or role."""
    place = seat.take(request.user, slug, seat.administers)
    found = get_object_or_404(place.weblog.members, id=member_id)
    form = MemberForm(request.POST)
    if form.is_valid():
        _change(request, found, form.cleaned_data["role"], name=form.cleaned_data["name"])
    else:
        notices.warn(request, _("Not changed: a member needs a name and one of the roles."))
    return redirect("desk-members", slug)


@screen("POST")
def ending(request: DeskRequest, slug: str, member_id: int) -> HttpResponse:
    """End a membership; what was written keeps its name."""
    place = seat.take(request.user, slug, seat.administers)
    found = get_object_or_404(place.weblog.members, id=member_id, active=True)
    _change(request, found, found.role, active=False)
    return redirect("desk-members", slug)


@screen("POST")
def claiming(request: DeskRequest, slug: str, member_id: int) -> HttpResponse:
    """A name from an import is somebody who has an account here."""
    place = seat.take(request.user, slug, seat.administers)
    author = get_object_or_404(place.weblog.members, id=member_id)
    by = place.weblog.members.filter(id__in=ids_in(request, "by", 1), active=True).first()
    try:
        if by is None:
            raise ValidationError(_("Choose who it is."))
        claim(author, by, actor=request.user)
        notices.tell(request, _("“%s” has an account now.") % author.name)
    except ValidationError as error:
        notices.warn(request, " ".join(error.messages))
    return redirect("desk-members", slug)


def _change(request: DeskRequest, found: Member, role: str, *, name: str = "", active: bool = True) -> None:
    before = (found.role, found.active)
    try:
        with transaction.atomic():
            if name and name != found.name:
                rename_member(found, name, actor=request.user)
            if before != (role, active):
                change_role(found, role, actor=request.user, active=active)
    except ValidationError as error:
        notices.warn(request, " ".join(error.messages))
        return
    undo = [_last_decision(found)] if before != (role, active) else []
    text = _("%s is a member no more.") if not active else _("%s is changed.")
    notices.tell(request, text % found.name, undo=undo)


def _last_decision(found: Member) -> Decision | None:
    return Decision.objects.filter(weblog=found.weblog_id, subject=f"member:{found.id}").order_by("-id").first()


def _show(request: DeskRequest, place: Seat, form: InviteForm, *, status: int = 200, **invited: object) -> HttpResponse:
    known = place.weblog.members.select_related("user").annotate(count=Count("posts")).order_by("-active", "name")
    context = {
        "here": "members",
        "members": known,
        "roles": Role.choices,
        "waiting": place.weblog.invitations.filter(used_at=None, expires_at__gt=clock.now()),
        "form": form,
        **invited,
    }
    return render(request, "desk/members.html", context, seat=place, status=status)
