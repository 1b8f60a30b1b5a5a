"""Edits that wait: take them, or leave the comment as it is."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from tertulia.conversation.comment_revision import CommentRevision, Standing
from tertulia.conversation.editing import accept_edit, refuse_edit
from tertulia.desk import notices, seat
from tertulia.desk.screen import DeskRequest, screen
from tertulia.lib import text


@screen("POST")
def acceptance(request: DeskRequest, revision_id: int) -> HttpResponse:
    """Let the comment say it."""
    return _decide(request, revision_id, lambda found: accept_edit(found, actor=request.user), _("The edit is taken."))


@screen("POST")
def refusal(request: DeskRequest, revision_id: int) -> HttpResponse:
    """Leave the comment as it is."""
    reason = text.clean(request.POST.get("reason", "")[:2000])
    told = _("The comment stays as it is; you can still take the edit.")
    return _decide(request, revision_id, lambda found: refuse_edit(found, actor=request.user, reason=reason), told)


def _decide(
    request: DeskRequest, revision_id: int, verb: Callable[[CommentRevision], object], told: str
) -> HttpResponse:
    comments = seat.judged_by(request.user)
    found = get_object_or_404(
        CommentRevision.objects.filter(comment__in=comments).select_related("comment__conversation__post__weblog"),
        id=revision_id,
    )
    try:
        if found.standing not in (Standing.WAITING, Standing.REFUSED):
            raise CommentRevision.DoesNotExist
        verb(found)
    except CommentRevision.DoesNotExist:
        notices.warn(request, _("Somebody was faster, or its author has changed it again."))
    else:
        notices.tell(request, told)
    return redirect("desk-comment", found.comment_id)


VERBS = (("refusal", refusal), ("acceptance", acceptance))
