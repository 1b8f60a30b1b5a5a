"""What a comment, a reply of the host or the note over a conversation said before: for every reader the same."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tertulia.conversation import history, noting, reading
from tertulia.conversation.conversation import conversation_of
from tertulia.conversation.stale import shown_by_full
from tertulia.lib import tags
from tertulia.weblog.page import render
from tertulia.weblog.post import Post


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
    if not (changes := noting.changes_of(conversation_of(post))):
        raise Http404("No note was pinned over this conversation.")
    context = {"post": post, "changes": changes}
    shows = (tags.post(post.id), tags.conversation(post.id))
    response = render(request, post.weblog, "conversation/note_history.html", context, shows=shows)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _answer(request: HttpRequest, post: Post, number: int, context: Mapping[str, Any]) -> HttpResponse:
    shows = shown_by_full(post, range(number, number + 1))
    response = render(request, post.weblog, "conversation/history.html", context, shows=shows)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
