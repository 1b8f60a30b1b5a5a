"""The page and the feed of all that one person said: commenters whose names are confirmed, members, and all of these
together, the host.

Search engines are kept out of both: who commented did not ask to be looked up."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from tertulia.conversation.comment import Comment
from tertulia.conversation.feeds import SIZE, said_on
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.speaker import Speaker, commenter_called, feed_of, host_of, member_called
from tertulia.conversation.views.lists import or_address, page_link
from tertulia.lib import tags, text
from tertulia.lib.feeds.answer import answer, last_page, page_of
from tertulia.weblog.page import find_weblog, render, storable


@or_address
def person(request: HttpRequest, slug: str, person: str, page: int | None = None) -> HttpResponse:
    """What a commenter said."""
    return _show(request, commenter_called(find_weblog(slug), person), page)


@or_address
def member(request: HttpRequest, slug: str, author: str, page: int | None = None) -> HttpResponse:
    """What a member said, with the host replies."""
    return _show(request, member_called(find_weblog(slug), author), page)


@or_address
def host(request: HttpRequest, slug: str, page: int | None = None) -> HttpResponse:
    """What all members said: comments, and replies inside those of others."""
    return _show(request, host_of(find_weblog(slug)), page)


@or_address
def feed(request: HttpRequest, slug: str, person: str, file: str) -> HttpResponse:
    """What a commenter says, as a feed."""
    return _feed(request, commenter_called(find_weblog(slug), person), file)


@or_address
def member_feed(request: HttpRequest, slug: str, author: str, file: str) -> HttpResponse:
    """What a member says, with the host replies."""
    return _feed(request, member_called(find_weblog(slug), author), file)


@or_address
def host_feed(request: HttpRequest, slug: str, file: str) -> HttpResponse:
    """The same as a feed."""
    return _feed(request, host_of(find_weblog(slug)), file)


def _show(request: HttpRequest, speaker: Speaker, page: int | None) -> HttpResponse:
    path = text.path_encoded(speaker.path)
    if page == 1:
        return HttpResponsePermanentRedirect(path)
    number = page or 1
    last = last_page(speaker.count, SIZE, number)
    shown = said_on(speaker.comments.select_related("commenter"), speaker.replies, number)
    said = [(one.comment, one) if isinstance(one, HostReply) else (one, None) for one in shown]
    context = {
        "speaker": speaker,
        "path": path,
        "number": number,
        "last": last,
        "newer": page_link(path, number - 1) if number > 1 else "",
        "older": page_link(path, number + 1) if number < last else "",
        "said": [(comment, reply, _link(comment)) for comment, reply in said],
    }
    posts = {comment.conversation_id for comment, _reply in said}
    of_posts = (name(post_id) for post_id in posts for name in (tags.post, tags.comments))
    shows = [speaker.tag, tags.speakers(speaker.weblog.id), *of_posts]
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
