"""``?since=``: what is new in a conversation, by a link that readers keep. Nothing about them is kept here."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import conversation_of
from tertulia.conversation.page import about, said
from tertulia.conversation.since import numbers_after, place_in
from tertulia.conversation.ways import Way
from tertulia.lib import text
from tertulia.weblog.page import render, speaking
from tertulia.weblog.post import Post

_LONGEST = 40


def since_page(request: HttpRequest, post: Post, since: str) -> HttpResponse:
    """The comments after that number or moment, oldest first. Never stored, neither here nor in the browser."""
    since, conversation = text.clean(since)[:_LONGEST], conversation_of(post)
    try:
        place = place_in(conversation, since, post.weblog.zone)
    except ValueError:
        response = render(
            request,
            post.weblog,
            "conversation/since.html",
            about(post) | {"asked": since, "error": True},
            status=HTTPStatus.BAD_REQUEST,
        )
    else:
        response = render(request, post.weblog, "conversation/since.html", _context(post, since, place))
    response.headers["Cache-Control"] = "no-store"
    return response


def _context(post: Post, asked: str, place: int) -> dict[str, object]:
    conversation = conversation_of(post)
    numbers = numbers_after(conversation, place)
    with speaking(post.weblog):
        thread = said(post, numbers, Way.TIME)
    new = Comment.objects.published().filter(conversation=conversation.pk, number__gt=place)
    return about(post) | {
        "asked": asked,
        "place": place,
        "thread": thread,
        "count": new.count(),
        "last_shown": numbers.stop - 1,
        "is_last": numbers.stop > conversation.last_number,
    }
