"""The note over a conversation: write, see, take down."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from tertulia.conversation import noting
from tertulia.conversation.collision import Collision
from tertulia.conversation.conversation import conversation_of
from tertulia.desk import notices, seat
from tertulia.desk.screen import DeskRequest, render, screen
from tertulia.lib import markup
from tertulia.weblog.links import links_below
from tertulia.weblog.post import Post


@screen("GET", "POST")
def note(request: DeskRequest, post_id: int) -> HttpResponse:
    """Write the note; the button named ``preview`` shows it and saves nothing."""
    post = get_object_or_404(seat.closable_by(request.user), id=post_id)
    if request.method != "POST":
        said = noting.last_note(conversation_of(post))
        return _show(request, post, said.text if said else "")
    text, seen = request.POST.get("text", ""), request.POST.get("seen", "")
    try:
        if "preview" in request.POST:
            html = markup.comment_html(noting.checked(text), links_below(post))
            return _show(request, post, text, preview=html, version=seen)
        decision = noting.pin_note(post, text, actor=request.user, seen=seen)
    except Collision as collision:
        who = collision.decision.actor_name if collision.decision else ""
        return _show(request, post, text, error=_("%(who)s changed the note meanwhile.") % {"who": who}, status=409)
    except ValidationError as error:
        return _show(request, post, text, error=" ".join(error.messages), status=422)
    notices.tell(
        request,
        _("The note stands over the conversation.") if text.strip() else _("There is no note now."),
        undo=[decision],
    )
    return redirect("desk-note", post.id)


def _show(request: DeskRequest, post: Post, text: str, *, status: int = 200, **shown: str) -> HttpResponse:
    known = {"version": noting.note_version(post), **{name: value for name, value in shown.items() if value}}
    said = noting.last_note(conversation_of(post))
    context = {"here": "posts", "post": post, "text": text, "now": said.html if said else "", **known}
    return render(request, "desk/note.html", context, zone=post.weblog.zone, status=status)
