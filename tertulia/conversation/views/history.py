"""What a comment, or the note over a conversation, said before: for every reader the same."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tertulia.conversation import history, noting, reading
from tertulia.conversation.conversation import conversation_of
from tertulia.conversation.stale import shown_by_full
from tertulia.lib import tags, text
from tertulia.weblog.page import render


@require_safe
def comment_history(request: HttpRequest, stem: str, number: int) -> HttpResponse:
    """The changes of a comment, the last one first, word by word."""
    post = reading.find_post(stem)
    comment = reading.find_placed(post, number)
    if not (comment.is_public and comment.earlier):
        raise Http404(f"Comment {number} shows no history.")
    context = {
        "post": post,
        "stem": text.path_encoded(post.stem),
        "comment": comment,
        "link": reading.comment_link(comment),
        "changes": history.changes_of(comment),
    }
    shows = shown_by_full(post, range(number, number + 1))
    response = render(request, post.weblog, "conversation/history.html", context, shows=shows)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


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
