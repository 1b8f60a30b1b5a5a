"""The form in which the author of a comment corrects it."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect

from tertulia.conversation import authorship, editing, reading
from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import State
from tertulia.conversation.door import door, read, refuse_foreign
from tertulia.conversation.editing import version_of
from tertulia.conversation.refusal import Reason, Refused
from tertulia.conversation.submission import LONGEST_TEXT, Submission
from tertulia.conversation.views.comments import STATUS
from tertulia.conversation.views.yours import find
from tertulia.lib import clock
from tertulia.lib.private import kept_private
from tertulia.weblog.page import render


@door
def wording(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """The form with the comment's words; sent, it gives the comment other ones."""
    comment = find(slug, token)
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    if request.method != "POST":
        return _form(request, comment, Submission(text=comment.text))
    said = read(request).submission
    try:
        refuse_foreign(request)
        edited = editing.edit_comment(comment, said, seen=request.POST.get("seen", ""))
    except Refused as refusal:
        return _form(request, comment, said, refusal=refusal)
    is_waiting = edited.revisions.waiting().exists()
    target = reading.comment_link(edited) if edited.is_public and not is_waiting else authorship.link_of(edited)
    return kept_private(HttpResponseRedirect(target, status=HTTPStatus.SEE_OTHER))


@door
def preview(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """How the comment would look, with the form below it."""
    comment = find(slug, token)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    said = read(request).submission
    try:
        refuse_foreign(request)
        html = editing.check_edit(comment, said)
    except Refused as refusal:
        return _form(request, comment, said, refusal=refusal)
    return _form(request, comment, said, html=html, seen=request.POST.get("seen", ""))


def _form(
    request: HttpRequest,
    comment: Comment,
    said: Submission,
    *,
    refusal: Refused | None = None,
    html: str = "",
    seen: str = "",
) -> HttpResponse:
    # Found anew, as it may have changed since it was read.
    comment.refresh_from_db(fields=["changed_at", "text", "html", "state"])
    conversation = comment.conversation
    context = {
        "post": conversation.post,
        "comment": comment,
        "here": authorship.link_of(comment),
        "text": said.text,
        "refusal": refusal,
        "html": html,
        "seen": seen or version_of(comment),
        "overtaken": refusal is not None and refusal.reason == Reason.OVERTAKEN,
        "leaves_no_trace": editing.leaves_no_trace(comment),
        "is_open": conversation.state_at(clock.now()) == State.OPEN,
        "longest": LONGEST_TEXT,
    }
    status = STATUS[refusal.reason] if refusal else HTTPStatus.OK
    return kept_private(render(request, conversation.post.weblog, "conversation/edit.html", context, status=status))
