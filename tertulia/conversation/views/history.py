"""What a comment, a reply of the host or the note over a conversation said before: for every reader the same."""

from collections.abc import Collection, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tertulia.conversation import history, noting, reading
from tertulia.conversation.conversation import conversation_of
from tertulia.conversation.stale import shown_by_full
from tertulia.conversation.standing_note import StandingNote
from tertulia.lib import tags
from tertulia.weblog.page import find_weblog, render
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog


@require_safe
def comment_history(request: HttpRequest, stem: str, number: int) -> HttpResponse:
    """The changes of a comment, the last one first, word by word."""
    post = reading.find_post(stem)
    comment = reading.find_placed(post, number)
    if not (comment.is_public and comment.earlier):
        raise Http404(f"Comment {number} shows no history.")
    context = {
        "post": post,
        "comment": comment,
        "link": reading.comment_link(comment),
        "changes": history.changes_of(comment),
    }
    return _answer(request, post, number, context)


@require_safe
def reply_history(request: HttpRequest, stem: str, number: int, reply_id: int) -> HttpResponse:
    """The same of a host's reply."""
    post = reading.find_post(stem)
    comment = reading.find_placed(post, number)
    reply = next((one for one in comment.host_replies.filter(earlier__gt=0) if one.public_id == reply_id), None)
    if reply is None or reply.withdrawn:
        raise Http404(f"No reply {reply_id} in comment {number} shows a history.")
    reply.comment = comment
    context = {
        "post": post,
        "comment": comment,
        "reply": reply,
        "link": reading.reply_link(reply),
        "changes": history.changes_of_reply(reply),
    }
    return _answer(request, post, number, context)


@require_safe
def note_history(request: HttpRequest, stem: str) -> HttpResponse:
    """The wordings of the note over a conversation, the last one first, word by word."""
    post = reading.find_post(stem)
    changes = noting.changes_of(conversation_of(post).notes.all())
    shows = (tags.post(post.id), tags.conversation(post.id))
    return _of_note(request, post.weblog, {"post": post, "changes": changes}, shows)


@require_safe
def standing_note_history(request: HttpRequest, slug: str) -> HttpResponse:
    """The same of the note over all conversations."""
    weblog = find_weblog(slug)
    changes = noting.changes_of(StandingNote.objects.filter(weblog=weblog).select_related("weblog"))
    return _of_note(request, weblog, {"changes": changes}, (tags.weblog(weblog.id),))


def _of_note(request: HttpRequest, weblog: Weblog, context: Mapping[str, Any], shows: Collection[str]) -> HttpResponse:
    if not context["changes"]:
        raise Http404("No note was pinned here.")
    response = render(request, weblog, "conversation/note_history.html", context, shows=shows)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _answer(request: HttpRequest, post: Post, number: int, context: Mapping[str, Any]) -> HttpResponse:
    shows = shown_by_full(post, range(number, number + 1))
    response = render(request, post.weblog, "conversation/history.html", context, shows=shows)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
