"""Reports of readers that are dismissed: the comment stays as it is."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from tertulia.conversation.collision import Collision
from tertulia.conversation.reports.settling import dismiss_reports
from tertulia.desk import notices, seat
from tertulia.desk.collision_page import QUEUE
from tertulia.desk.screen import DeskRequest, screen, way_back
from tertulia.desk.verdicts import words_with


@screen("POST")
def dismissal(request: DeskRequest, comment_id: int) -> HttpResponse:
    """Dismiss what was reported of a comment, as far as it was on the screen: up to ``newest``, with ``seen``."""
    found = get_object_or_404(seat.judged_by(request.user), id=comment_id)
    sent, newest = request.POST, request.POST.get("newest", "")
    try:
        decision = dismiss_reports(
            found,
            actor=request.user,
            reason=words_with(sent)["reason"],
            seen=sent.get("seen", ""),
            newest=int(newest) if newest.isascii() and newest.isdigit() and len(newest) < 19 else None,
        )
    except Collision:
        notices.warn(request, _("It was decided meanwhile, or its author changed it. Look at it once more."))
        return redirect("desk-comment", comment_id)
    notices.tell(request, _("The reports are dismissed; the comment stays as it is."), undo=[decision])
    return redirect(way_back(request, QUEUE))
