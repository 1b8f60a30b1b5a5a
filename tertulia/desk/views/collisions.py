"""What somebody chose for comments about which another was faster."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertulia.conversation.collision import Collision
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.moderation import judge
from tertulia.desk import collision_page, notices, seat
from tertulia.desk.collision_page import QUEUE
from tertulia.desk.screen import DeskRequest, ids_in, screen, way_back
from tertulia.desk.undoing import CannotUndo, undo
from tertulia.desk.verdicts import words_with
from tertulia.weblog.decision import Decision


@screen("POST")
def collisions(request: DeskRequest) -> HttpResponse:
    """``choice-9`` says what becomes of comment 9: “mine”, which was meant to be ``state-9``; “undo”, which takes back
    the decision ``theirs-9``; or it stays as the other decided. Whoever is overtaken again is asked again."""
    decided, overtaken, words = [], [], words_with(request.POST)
    for comment in seat.judged_by(request.user).filter(id__in=ids_in(request, "comment")):
        try:
            decided += _carry_out(request, comment, words)
        except Collision as collision:
            overtaken.append(collision)
        except CannotUndo as reason:
            notices.warn(request, str(reason))
    if decided:
        told = ngettext("Decided.", "%(count)d comments are decided.", len(decided)) % {"count": len(decided)}
        notices.tell(request, told, undo=decided)
    elif not overtaken:
        notices.warn(request, _("All stays as it is."))
    return collision_page.show(request, overtaken, **words) if overtaken else redirect(way_back(request, QUEUE))


def _carry_out(request: DeskRequest, comment: Comment, words: dict[str, str]) -> list[Decision]:
    choice, state, seen = (request.POST.get(f"{name}-{comment.id}", "") for name in ("choice", "state", "seen"))
    if choice == "mine" and state in CommentState.values:
        return [judge(comment, state, actor=request.user, seen=seen, **words)]
    if choice != "undo":
        return []
    subject = f"comment:{comment.id}"
    for decision in Decision.objects.filter(id__in=ids_in(request, f"theirs-{comment.id}", 1), subject=subject):
        undo(decision, request.user)
    return list(Decision.objects.filter(subject=subject).order_by("-id")[:1])
