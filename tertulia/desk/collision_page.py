"""The page for a moderator who was overtaken: who decided what and when, and what can be done about it."""

from collections.abc import Sequence

from django.http import HttpResponse

from tertulia.conversation.collision import Collision
from tertulia.conversation.moderation import may_come
from tertulia.desk import comment_page, seat
from tertulia.desk.screen import DeskRequest, render, way_back
from tertulia.desk.verdicts import VERDICTS

QUEUE = "/desk/comments/"


def show(request: DeskRequest, collisions: Sequence[Collision], *, reason: str = "", note: str = "") -> HttpResponse:
    """Ask about each comment: keep what the other decided, decide all the same, undo it. ``reason`` and ``note`` go
    with the decision that was not carried out."""
    by_id = {collision.comment.id: collision for collision in collisions if collision.comment}
    comments = list(seat.comments_of(request.user).filter(id__in=by_id).order_by("-created_at", "-id"))
    rows = comment_page.rows(request.user, comments)
    for row, comment in zip(rows, comments, strict=True):
        collision = by_id[comment.id]
        row["collision"] = collision
        row["wanted"] = next(verdict for verdict in VERDICTS.values() if verdict.state == collision.wanted)
        row["agrees"] = comment.state == collision.wanted
        row["possible"] = row["agrees"] or may_come(comment.state, collision.wanted)
    context = {
        "here": "comments",
        "rows": rows,
        "reason": reason,
        "note": note,
        "back": way_back(request, QUEUE),
    }
    return render(request, "desk/collisions.html", context, status=409)
