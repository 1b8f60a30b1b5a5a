"""What the host wants to find out: for everybody to see, and to follow."""

from django.http import HttpRequest, HttpResponse

from tertulia.conversation.mark import Mark, MarkState
from tertulia.conversation.mark_lines import lines_alone
from tertulia.conversation.open_questions import feed_of, questions_of, shows
from tertulia.conversation.views.lists import or_address
from tertulia.lib import tags, text
from tertulia.lib.feeds.answer import answer, page_of
from tertulia.weblog.page import find_weblog, render, speaking, storable


@or_address
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The open questions of a weblog, and those that were answered last."""
    weblog = find_weblog(slug)
    waiting, answered = (questions_of(weblog, state) for state in (MarkState.OPEN, MarkState.ANSWERED))
    with speaking(weblog):
        context = {"open": [_row(one) for one in waiting], "answered": [_row(one) for one in answered]}
    posts = {one.comment.conversation_id for one in (*waiting, *answered)}
    of_posts = (name(post_id) for post_id in posts for name in (tags.post, tags.comments))
    return render(request, weblog, "conversation/open_questions.html", context, shows=[*shows(weblog), *of_posts])


@or_address
def feed(request: HttpRequest, slug: str, file: str) -> HttpResponse:
    """The same as a feed: as they are asked, and as they are answered."""
    weblog = find_weblog(slug)
    found = feed_of(weblog, page_of(request))
    return storable(answer(request, found, file), weblog, found.shows)


def _row(one: Mark) -> tuple[Mark, str, str]:
    comment, post = one.comment, one.comment.conversation.post
    link = text.path_encoded(f"{post.stem}/comments/{comment.number}/")
    return one, link, "" if one.state == MarkState.OPEN else lines_alone(comment, post)
