"""Slow a conversation down, pause it, let it go on."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from tertulia.conversation.collision import Collision
from tertulia.conversation.conversation import Pace
from tertulia.conversation.pace import MOST_HOURS, MOST_MINUTES, set_pace
from tertulia.desk import notices, seat
from tertulia.desk.collision_page import QUEUE
from tertulia.desk.screen import DeskRequest, screen, way_back
from tertulia.lib import clock, text


@screen("POST")
def pace(request: DeskRequest, post_id: int) -> HttpResponse:
    """The pace of the conversation under a post, for some hours or until further notice."""
    post = get_object_or_404(seat.closable_by(request.user), id=post_id)
    wanted, back = request.POST.get("pace", ""), redirect(way_back(request, QUEUE))
    if wanted not in Pace.values:
        raise Http404("There is no such pace of a conversation.")
    hours, minutes = _number(request, "hours", MOST_HOURS), _number(request, "minutes", MOST_MINUTES)
    if hours is None or minutes is None or (wanted == Pace.SLOW and not minutes):
        notices.warn(request, _("Nothing was changed: choose 1 to 720 hours or none, and 1 to 1440 minutes."))
        return back
    until = clock.now() + timedelta(hours=hours) if hours else None
    why, seen = text.clean(request.POST.get("why", "")).strip(), request.POST.get("seen", "")
    try:
        decision = set_pace(post, wanted, actor=request.user, minutes=minutes, until=until, why=why, seen=seen)
    except Collision as collision:
        notices.warn(request, str(collision))
    else:
        told = _("“%(post)s”: %(state)s") % {"post": post.heading, "state": Pace(wanted).label}
        notices.tell(request, told, undo=[decision] if decision.before != decision.after else [])
    return back


def _number(request: DeskRequest, name: str, most: int) -> int | None:
    value = request.POST.get(name, "").strip()
    if not value:
        return 0
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 0
    return number if 1 <= number <= most else None
