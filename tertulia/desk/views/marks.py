"""What the host marks of comments: picks, what is confirmed or corrected, open questions."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from tertulia.conversation import marking
from tertulia.conversation.mark import MarkKind
from tertulia.desk import comment_page, notices, seat
from tertulia.desk.screen import DeskRequest, screen


@screen("POST")
def marks(request: DeskRequest, comment_id: int) -> HttpResponse:
    """Mark a comment, or let a mark lead elsewhere."""
    comment, kind = get_object_or_404(seat.judged_by(request.user), id=comment_id), _kind(request)
    link, note = request.POST.get("link", ""), request.POST.get("note", "")
    try:
        decision = marking.mark(comment, kind, actor=request.user, link=link, note=note)
    except ValidationError as error:
        found = get_object_or_404(seat.comments_of(request.user), id=comment_id)
        why = " ".join(error.messages)
        return comment_page.show(request, found, status=422, mark_error=why, mark_kind=kind, link=link, note=note)
    notices.tell(request, _("Readers see it beside the comment now."), undo=[decision])
    return redirect("desk-comment", comment_id)


@screen("POST")
def removal(request: DeskRequest, comment_id: int) -> HttpResponse:
    """Take a mark away."""
    comment, kind = get_object_or_404(seat.judged_by(request.user), id=comment_id), _kind(request)
    decision = marking.unmark(comment, kind, actor=request.user)
    notices.tell(request, _("The mark is taken away."), undo=[decision])
    return redirect("desk-comment", comment_id)


def _kind(request: DeskRequest) -> str:
    kind = request.POST.get("kind", "")
    if kind not in MarkKind.values:
        raise Http404("There is no such mark.")
    return kind
