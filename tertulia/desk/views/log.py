"""The weblog's log: who decided what, when and why; and the way back."""

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertulia.conversation.collision import Collision
from tertulia.desk import collision_page, notices, seat
from tertulia.desk.screen import DeskRequest, ids_in, render, screen, way_back
from tertulia.desk.undoing import CannotUndo, undo, undoable
from tertulia.weblog.decision import Decision
from tertulia.weblog.weblog import Weblog

PER_PAGE = 50


@screen("GET")
def log(request: DeskRequest, slug: str) -> HttpResponse:
    """The decisions, newest first; the last one about each thing can be undone."""
    place = seat.take(request.user, slug, seat.takes_part)
    words = request.GET.get("q", "")
    page = Paginator(_found(place.weblog, words), PER_PAGE).get_page(request.GET.get("page", "1"))
    backwards = undoable(list(page), request.user)
    rows = [(decision, decision.id in backwards) for decision in page]
    return render(request, "desk/log.html", {"here": "log", "page": page, "rows": rows, "q": words}, seat=place)


@screen("POST")
def undoings(request: DeskRequest) -> HttpResponse:
    """Undo the decisions named in the form."""
    ids = ids_in(request, "decision")
    mine = seat.memberships(request.user).values("weblog")
    undone, refused, overtaken = 0, "", []
    for decision in Decision.objects.filter(id__in=ids, weblog__in=mine).order_by("-id"):
        try:
            undo(decision, request.user)
            undone += 1
        except Collision as collision:
            overtaken.append(collision)
        except CannotUndo as reason:
            refused = str(reason)
    if undone:
        notices.tell(request, ngettext("Undone.", "%(count)d decisions are undone.", undone) % {"count": undone})
    if refused or not (undone or overtaken):
        notices.warn(request, refused or _("There is nothing left to undo."))
    return collision_page.show(request, overtaken) if overtaken else redirect(way_back(request, "/desk/"))


def _found(weblog: Weblog, words: str) -> QuerySet[Decision]:
    found = weblog.decisions.order_by("-id")
    for word in words.split()[:10]:
        found = found.filter(
            Q(about__icontains=word)
            | Q(actor_name__icontains=word)
            | Q(reason__icontains=word)
            | Q(note__icontains=word)
        )
    return found
