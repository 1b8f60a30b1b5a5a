"""The moderation queue over all weblogs of a member, and one comment with its evidence."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tertulia.conversation.comment import CommentState
from tertulia.conversation.conversation import State
from tertulia.conversation.moderation import may_come
from tertulia.desk import comment_page, queue, seat
from tertulia.desk.screen import DeskRequest, render, screen
from tertulia.desk.verdicts import VERDICTS

PER_PAGE = 30


@screen("GET")
def comments(request: DeskRequest) -> HttpResponse:
    """The queue: by state, weblog, post and words."""
    wanted = queue.Filter.from_query(request.GET)
    found = queue.found(request.user, wanted)
    page = Paginator(queue.in_state(found, wanted), PER_PAGE).get_page(request.GET.get("page", "1"))
    counts = queue.counts(found)
    rows = comment_page.rows(request.user, list(page))
    if wanted.by_likeness:
        comment_page.say_how_like_spam(rows)
    tabs = (*CommentState.choices, (queue.REPORTED, _("Reported")))
    comment_page.lead_on(rows, request.get_full_path())
    context = {
        "here": "comments",
        "wanted": wanted,
        "page": page,
        "rows": rows,
        "reasons": list(dict.fromkeys(reason for row in rows for reason in row["reasons"])),
        "tabs": [(state, label, counts[state]) for state, label in tabs],
        "post": seat.closable_by(request.user).filter(id=wanted.post).first() if wanted.post else None,
        "verdicts": [verdict for verdict in VERDICTS.values() if may_come(wanted.state, verdict.state)],
        "states": State.choices,
        "edits": queue.waiting_edits(request.user),
        "questions": queue.open_questions(request.user),
    }
    return render(request, "desk/comments.html", context)


@screen("GET")
def comment(request: DeskRequest, comment_id: int) -> HttpResponse:
    """One comment: all that is known of it, its decisions, the host's replies inside it."""
    found = get_object_or_404(seat.comments_of(request.user), id=comment_id)
    return comment_page.show(request, found)
