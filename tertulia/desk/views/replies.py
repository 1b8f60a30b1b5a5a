"""The host's replies inside comments: write, edit, withdraw, restore."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from tertulia.conversation import history, replying
from tertulia.conversation.collision import Collision
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.mark import MarkKind, MarkState
from tertulia.desk import comment_page, notices, seat
from tertulia.desk.screen import DeskRequest, render, screen
from tertulia.weblog.decision import Decision


@screen("POST")
def replies(request: DeskRequest, comment_id: int) -> HttpResponse:
    """A new reply inside a comment."""
    comment = get_object_or_404(seat.comments_of(request.user), id=comment_id)
    member = seat.memberships(request.user).filter(weblog=comment.conversation.post.weblog_id).first()
    text = request.POST.get("text", "")
    if member is None:
        raise Http404("You are no member of this weblog.")
    try:
        reply = replying.reply_inside(
            comment, text, member=member, seen=request.POST.get("seen", ""), question=_question(request)
        )
    except PermissionDenied as error:
        raise Http404("This comment is not under a post of yours.") from error
    except Collision as collision:
        return comment_page.show(request, comment, typed=text, error=_answered(collision), status=409)
    except ValidationError as error:
        return comment_page.show(request, comment, typed=text, error=" ".join(error.messages), status=422)
    undo = [_decided(reply), _marked(reply)]
    notices.tell(request, _("Your reply stands inside the comment now."), undo=undo)
    return redirect("desk-comment", comment.id)


@screen("POST")
def preview(request: DeskRequest, comment_id: int) -> HttpResponse:
    """How a new reply would look; nothing is written."""
    comment = get_object_or_404(seat.comments_of(request.user), id=comment_id)
    text = request.POST.get("text", "")
    try:
        html = replying.preview_of(text, comment)
    except ValidationError as error:
        return comment_page.show(request, comment, typed=text, error=" ".join(error.messages), status=422)
    seen, question = request.POST.get("seen", ""), request.POST.get("question", "")
    return comment_page.show(request, comment, typed=text, preview=html, seen=seen, question=question)


@screen("POST")
def preview_again(request: DeskRequest, reply_id: int) -> HttpResponse:
    """How a reply would look with other words; nothing is written."""
    found = get_object_or_404(seat.rewritable_by(request.user), id=reply_id)
    text = request.POST.get("text", "")
    try:
        html = replying.preview_of(text, found.comment)
    except ValidationError as error:
        return _edit(request, found, text, " ".join(error.messages), status=422)
    return _edit(request, found, text, preview=html, version=request.POST.get("seen", ""))


@screen("GET", "POST")
def reply(request: DeskRequest, reply_id: int) -> HttpResponse:
    """Edit a reply."""
    found = get_object_or_404(seat.rewritable_by(request.user), id=reply_id)
    if request.method != "POST":
        return _edit(request, found, found.text)
    text = request.POST.get("text", "")
    try:
        replying.rewrite_reply(found, text, actor=request.user, seen=request.POST.get("seen", ""))
    except Collision as collision:
        found.refresh_from_db()
        return _edit(request, found, text, _changed(collision), theirs=found.html, status=409)
    except ValidationError as error:
        return _edit(request, found, text, " ".join(error.messages), status=422)
    notices.tell(request, _("Saved."))
    return redirect("desk-comment", found.comment_id)


@screen("POST")
def withdrawal(request: DeskRequest, reply_id: int) -> HttpResponse:
    """Take a reply out of the page."""
    found = get_object_or_404(seat.replies_of(request.user), id=reply_id)
    try:
        replying.withdraw_reply(found, actor=request.user, seen=request.POST.get("seen", ""))
        notices.tell(request, _("Your reply is withdrawn."), undo=[_decided(found)])
    except Collision as collision:
        return _overtaken(request, found, collision)
    return redirect("desk-comment", found.comment_id)


@screen("POST")
def restoration(request: DeskRequest, reply_id: int) -> HttpResponse:
    """Show a withdrawn reply again."""
    found = get_object_or_404(seat.replies_of(request.user), id=reply_id)
    try:
        replying.restore_reply(found, actor=request.user, seen=request.POST.get("seen", ""))
        notices.tell(request, _("Your reply is shown again."), undo=[_decided(found)])
    except Collision as collision:
        return _overtaken(request, found, collision)
    return redirect("desk-comment", found.comment_id)


def _edit(
    request: DeskRequest, reply: HostReply, text: str, error: str = "", *, status: int = 200, **shown: str
) -> HttpResponse:
    # ``theirs`` is what it says by now, ``preview`` what it would, ``version`` what was on the screen before.
    known = {"version": replying.reply_version(reply), **{name: value for name, value in shown.items() if value}}
    before = {"changes": history.changes_of_reply(reply), "is_traced": not replying.leaves_no_trace(reply)}
    context = {"here": "comments", "reply": reply, "text": text, "error": error, **before, **known}
    return render(request, "desk/reply.html", context, status=status)


def _overtaken(request: DeskRequest, reply: HostReply, collision: Collision) -> HttpResponse:
    comment = get_object_or_404(seat.comments_of(request.user), id=reply.comment_id)
    return comment_page.show(request, comment, error=_changed(collision), status=409)


def _question(request: DeskRequest) -> MarkState | None:
    """What the boxes below a reply say: that the host will find out, or that this is the answer."""
    asked = request.POST.get("question", "")
    return MarkState(asked) if asked in (MarkState.OPEN, MarkState.ANSWERED) else None


def _answered(collision: Collision) -> str:
    who = collision.decision.actor_name if collision.decision else ""
    return _("%(who)s answered inside this comment meanwhile. Your words are below: reply to add them.") % {"who": who}


def _changed(collision: Collision) -> str:
    who = collision.decision.actor_name if collision.decision else ""
    return _("%(who)s changed this reply meanwhile. Look at it, and decide once more.") % {"who": who}


def _decided(reply: HostReply) -> Decision | None:
    return Decision.objects.filter(subject=f"reply:{reply.id}").order_by("-id").first()


def _marked(reply: HostReply) -> Decision | None:
    """What the same reply decided about the question in the comment."""
    about, said = f"comment:{reply.comment_id}", _decided(reply)
    after = said.id if said else 0
    return Decision.objects.filter(subject=about, kind=f"mark-{MarkKind.QUESTION}", id__gt=after).first()


VERBS = (("withdrawal", withdrawal), ("restoration", restoration))
