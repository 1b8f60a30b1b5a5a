"""Quoting: the form with a comment's words in it, and how a quote differs from its source."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tertulia.conversation import quoting, reading
from tertulia.conversation.comment import Comment
from tertulia.conversation.comparing import compared, number_of
from tertulia.conversation.door import door
from tertulia.conversation.views.comments import answering
from tertulia.lib import text
from tertulia.lib.quoted_lines import quoted_lines
from tertulia.weblog.page import render

# Who quotes more than this, quotes to no purpose; the words before can be had by selecting them.
_LONGEST = 2_000


@door
@require_safe
def quote(request: HttpRequest, stem: str, number: int) -> HttpResponse:
    """The comment with a form to answer it that begins with its words."""
    return answering(request, stem, number, _lines)


@require_safe
def difference(request: HttpRequest, stem: str, number: int, place: str) -> HttpResponse:
    """A quote beside what it quotes, word by word."""
    post = reading.find_post(stem)
    found = quoting.find_quote(post, number, place)
    pieces = compared(found) if found else None
    if found is None or pieces is None:
        raise Http404(f"The conversation has no quote {place} in comment {number}.")
    stem, source = text.path_encoded(post.stem), found.source or found.source_reply
    context = {
        "post": post,
        "quote": found,
        "pieces": pieces,
        "source": source,
        "quote_link": f"{stem}/comments/{number}/",
        "source_link": f"{stem}/comments/{number_of(found)}/" if source else post.link,
    }
    response = render(request, post.weblog, "conversation/difference.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _lines(comment: Comment) -> str:
    return f"{quoted_lines(comment.html, _LONGEST)}\n\n"
