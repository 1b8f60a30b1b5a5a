"""Search: the posts and comments of one weblog that hold all the words asked for."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tertulia.conversation import reading
from tertulia.conversation.comment import Comment
from tertulia.lib import text
from tertulia.lib.aside import aside
from tertulia.weblog.page import find_weblog, render
from tertulia.weblog.post import Post, Status
from tertulia.weblog.search import Found, find
from tertulia.weblog.weblog import Weblog
from tertulia.weblog.whose import of_weblog

_PER_PAGE = 20
_LAST_PAGE = 50
_LONGEST = 200


@dataclass(frozen=True)
class Hit:
    """One post or comment that was found; ``name`` is its author, ``link`` its permalink."""

    kind: str
    link: str
    title: str
    name: str
    at: datetime
    words: str


@require_safe
def search(request: HttpRequest, slug: str) -> HttpResponse:
    """The search form, and what was found. Never stored: what a reader looks for is nobody's business."""
    weblog = find_weblog(slug)
    query = text.clean(request.GET.get("q", ""))[:_LONGEST].strip()
    page = _page(request.GET.get("page", "1"))
    found = find(weblog, query, offset=(page - 1) * _PER_PAGE, limit=_PER_PAGE + 1) if query else []
    context = {
        "query": query,
        "hits": _hits(weblog, found[:_PER_PAGE]),
        "newer": page - 1,
        "older": page + 1 if len(found) > _PER_PAGE and page < _LAST_PAGE else 0,
    }
    response = render(request, weblog, "conversation/search.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(number: str) -> int:
    if not (number.isascii() and number.isdigit() and len(number) < 4 and 1 <= int(number) <= _LAST_PAGE):
        raise Http404(f"Search results have no page {number!r}.")
    return int(number)


def _hits(weblog: Weblog, found: list[Found]) -> list[Hit]:
    posts = _posts(weblog, [one.object_id for one in found if one.kind == "post"])
    comments = _comments(weblog, [one.object_id for one in found if one.kind == "comment"])
    hits = {"post": posts, "comment": comments}
    return [hits[one.kind][one.object_id] for one in found if one.object_id in hits.get(one.kind, {})]


def _posts(weblog: Weblog, ids: list[int]) -> dict[int, Hit]:
    published = Post.objects.filter(of_weblog(weblog), aside("status", Status.PUBLISHED))
    posts = published.filter(id__in=ids).select_related("author")
    return {
        post.id: Hit(
            "post", post.link, post.heading, post.author.name if post.author else "", post.published_at, post.summary
        )
        for post in posts
    }


def _comments(weblog: Weblog, ids: list[int]) -> dict[int, Hit]:
    below = aside("conversation__post__weblog_id", weblog.id), aside("conversation__post__status", Status.PUBLISHED)
    comments = Comment.objects.public().filter(*below, id__in=ids)
    return {
        comment.id: Hit(
            "comment",
            reading.comment_link(comment),
            comment.conversation.post.heading,
            comment.name,
            comment.created_at,
            text.excerpt(comment.html),
        )
        for comment in comments.select_related("conversation__post__weblog__policy")
    }
