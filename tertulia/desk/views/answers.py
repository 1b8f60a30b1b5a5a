"""Answers to comments that are not published: see one, write it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from tertulia.conversation.answering_apart import answer_apart, opened
from tertulia.conversation.collision import Collision
from tertulia.conversation.comment import Comment
from tertulia.desk import comment_page, notices, seat
from tertulia.desk.screen import DeskRequest, screen
from tertulia.lib import markup
from tertulia.weblog.decision import last_about
from tertulia.weblog.links import links_below
from tertulia.weblog.member import Member


@screen("POST")
def answers(request: DeskRequest, comment_id: int) -> HttpResponse:
    """A new answer; the button named ``preview`` shows it and saves nothing."""
    comment = get_object_or_404(seat.comments_of(request.user), id=comment_id)
    member = seat.memberships(request.user).filter(weblog=comment.conversation.post.weblog_id).first()
    if member is None:
        raise Http404("You are no member of this weblog.")
    try:
        if "preview" in request.POST:
            return _show(request, comment, preview=_previewed(request, comment))
        return _answer(request, comment, member)
    except PermissionDenied as error:
        raise Http404("This comment is not under a post of yours.") from error
    except Collision as collision:
        return _show(request, comment, error=_answered(collision), status=409)
    except ValidationError as error:
        return _show(request, comment, error=" ".join(error.messages), status=422)


def _answer(request: DeskRequest, comment: Comment, member: Member) -> HttpResponse:
    sent = request.POST
    by_name, seen = "named" in sent, sent.get("seen", "")
    answer = answer_apart(comment, sent.get("text", ""), member=member, by_name=by_name, seen=seen)
    decision = last_about(f"comment:{answer.id}", "answer-apart")
    notices.tell(request, _("Your answer stands in the conversation now, as #%d.") % answer.number, undo=[decision])
    return redirect("desk-comment", comment.id)


def _previewed(request: DeskRequest, comment: Comment) -> str:
    source = opened(comment, request.POST.get("text", ""), by_name="named" in request.POST)
    return markup.comment_html(source, links_below(comment.conversation.post))


def _show(
    request: DeskRequest, comment: Comment, *, status: int = 200, error: str = "", preview: str = ""
) -> HttpResponse:
    sent = request.POST
    # After a collision the form is about what is there now.
    about = {"apart_preview": preview, "apart_error": error, "apart_seen": sent.get("seen", "") if preview else ""}
    typed = {"apart_typed": sent.get("text", ""), "apart_named": sent.get("named", "")}
    return comment_page.show(request, comment, status=status, **about, **typed)


def _answered(collision: Collision) -> str:
    who = collision.decision.actor_name if collision.decision else ""
    return _("%(who)s answered meanwhile. Your words are below: answer to add them.") % {"who": who}
