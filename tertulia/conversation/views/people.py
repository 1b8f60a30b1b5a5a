"""The page and the feed of all that one person said: commenters whose names are confirmed, and members.

Search engines are kept out of both: who commented did not ask to be looked up."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from tertulia.conversation.comment import Comment
from tertulia.conversation.speaker import Speaker, commenter_called, feed_of, member_called
from tertulia.conversation.views.lists import or_address, page_link
from tertulia.lib import tags, text
from tertulia.lib.feeds.answer import answer, page_of
from tertulia.weblog.page import find_weblog, render, storable

_PER_PAGE = 50
_TOGETHER = ("conversation__post", "commenter")


@or_address
def person(request: HttpRequest, slug: str, person: str, page: int | None = None) -> HttpResponse:
    """What a commenter said."""
    return _show(request, commenter_called(find_weblog(slug), person), page)


@or_address
def member(request: HttpRequest, slug: str, author: str, page: int | None = None) -> HttpResponse:
    """What a member said in comments."""
    return _show(request, member_called(find_weblog(slug), author), page)


@or_address
def feed(request: HttpRequest, slug: str, person: str, file: str) -> HttpResponse:
    """What a commenter says, as a feed."""
    return _feed(request, commenter_called(find_weblog(slug), person), file)


@or_address
def member_feed(request: HttpRequest, slug: str, author: str, file: str) -> HttpResponse:
    """What a member says, with the host replies."""
    return _feed(request, member_called(find_weblog(slug), author), file)


def _show(request: HttpRequest, speaker: Speaker, page: int | None) -> HttpResponse:
    path = text.path_encoded(speaker.path)
    if page == 1:
        return HttpResponsePermanentRedirect(path)
    pages = Paginator(speaker.comments.select_related(*_TOGETHER).order_by("-created_at", "-id"), _PER_PAGE)
    number = page or 1
    if number not in pages.page_range:
        raise Http404("There is no such page.")
    shown = pages.page(number)
    context = {
        "speaker": speaker,
        "path": path,
        "page": shown,
        "newer": page_link(path, number - 1),
        "older": page_link(path, number + 1),
        "said": [(comment, _link(comment)) for comment in shown.object_list],
    }
    posts = {comment.conversation_id for comment in shown.object_list}
    shows = [speaker.tag, *(name(post_id) for post_id in posts for name in (tags.post, tags.comments))]
    return _hidden(render(request, speaker.weblog, "identity/person.html", context, shows=shows))


def _link(comment: Comment) -> str:
    # The lasting one: on which page a comment stands may change while this page is kept.
    post, number = comment.conversation.post, comment.number
    return text.path_encoded(f"{post.stem}/comments/{number}/")


def _feed(request: HttpRequest, speaker: Speaker, file: str) -> HttpResponse:
    found = feed_of(speaker, page_of(request))
    return _hidden(storable(answer(request, found, file), speaker.weblog, found.shows))


def _hidden(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return response
