"""Lists of posts: the front page and its older pages, a month, a category, a tag, an author.

What is no list may still be an imported address of the same shape (``/blog/a-post/``), so it falls through to that."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.paginator import Paginator
from django.db.models import Manager
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tertulia.conversation.page import Entry, entry
from tertulia.conversation.views.post import address
from tertulia.lib import tags, text
from tertulia.weblog import archive
from tertulia.weblog.category import Category
from tertulia.weblog.member import Member
from tertulia.weblog.page import find_weblog, render, speaking
from tertulia.weblog.post import Post, PostSet
from tertulia.weblog.tag import Tag
from tertulia.weblog.weblog import Weblog

_Named = TypeVar("_Named", Category, Member, Tag)


def or_address(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Make a view one of a list, behind which an imported address may stand."""

    @wraps(view)
    def wrapper(request: HttpRequest, **parts: Any) -> HttpResponse:
        try:
            return view(request, **parts)
        except Http404:
            return address(request, request.path_info.removeprefix("/"))

    return require_safe(wrapper)


@or_address
def front(request: HttpRequest, slug: str, page: int | None = None) -> HttpResponse:
    """The newest posts of a weblog."""
    weblog = find_weblog(slug)
    posts, context, tag = weblog.posts.in_time(), {"is_front": True}, tags.latest(weblog.id)
    return _list(request, weblog, posts, page, tag, path=weblog.path, context=context)


@or_address
def month(request: HttpRequest, slug: str, year: int, month: int, page: int | None = None) -> HttpResponse:
    """The posts of one month."""
    weblog = find_weblog(slug)
    posts = _some(archive.posts_of_month(weblog, year, month))
    earlier, later = archive.neighbouring_months(weblog, year, month)
    first = archive.first_day(year, month)
    with speaking(weblog):
        heading = date_format(first, "YEAR_MONTH_FORMAT")
    context = {"heading": heading, "previous": earlier, "next": later, "has_days": True}
    path, tag = f"{weblog.path}{year:04}/{month:02}/", tags.month(weblog.id, year, month)
    return _list(request, weblog, posts, page, tag, path=path, context=context)


@or_address
def category(request: HttpRequest, slug: str, category: str, page: int | None = None) -> HttpResponse:
    """The posts of one category, with feeds of their own."""
    weblog = find_weblog(slug)
    found = _one(weblog.categories, category)
    posts = weblog.posts.in_time().filter(categories=found)
    context = {"heading": found.label, "category": found}
    return _list(request, weblog, posts, page, tags.category(found.id), path=found.path, context=context)


@or_address
def tag(request: HttpRequest, slug: str, tag: str, page: int | None = None) -> HttpResponse:
    """The posts that carry one tag."""
    weblog = find_weblog(slug)
    found = _one(weblog.tags, tag)
    posts = _some(weblog.posts.in_time().filter(tags=found))
    with speaking(weblog):
        heading = _("Posts tagged “%s”") % found
    return _list(request, weblog, posts, page, tags.tag(found.id), path=found.path, context={"heading": heading})


@or_address
def author(request: HttpRequest, slug: str, author: str, page: int | None = None) -> HttpResponse:
    """The posts of one author."""
    weblog = find_weblog(slug)
    found = _one(weblog.members, author)
    posts = _some(weblog.posts.in_time().filter(author=found))
    with speaking(weblog):
        context = {"heading": _("Posts by %s") % found, "picture": found.picture}
    return _list(request, weblog, posts, page, tags.author(found.id), path=found.path, context=context)


def _one(things: Manager[_Named], slug: str) -> _Named:
    found = things.filter(slug=slug).first()
    if found is None:
        # None would stand for the posts without any.
        raise Http404(f"Nothing is called {slug!r} here.")
    return found


def _some(posts: PostSet) -> PostSet:
    """These posts. Raises Http404 if there is none, as such a list has no address."""
    if not posts.exists():
        raise Http404("No post is in this list.")
    return posts


def _list(
    request: HttpRequest,
    weblog: Weblog,
    posts: PostSet,
    page: int | None,
    tag: str,
    *,
    path: str,
    context: dict[str, Any],
) -> HttpResponse:
    path, number = text.path_encoded(path), 1 if page is None else page
    if page == 1:
        return HttpResponsePermanentRedirect(path)
    found = posts.select_related("author", "conversation").prefetch_related("categories", "tags")
    pages = Paginator(found, max(weblog.posts_per_page, 1))
    if number not in pages.page_range:
        raise Http404("The list has no such page.")
    shown = pages.page(number)
    with speaking(weblog):
        entries = [_entry(weblog, post) for post in shown.object_list]
    links = {"newer": page_link(path, number - 1), "older": page_link(path, number + 1)}
    context = {"path": path, "page": shown, "entries": entries, **links, **context}
    shows = [name(shown_entry.post.id) for shown_entry in entries for name in (tags.post, tags.count)]
    return render(request, weblog, "conversation/list.html", context, shows=[tag, *shows])


def page_link(path: str, number: int) -> str:
    """The address of a page of the list at that path."""
    return f"{path}page/{number}/" if number > 1 else path


def _entry(weblog: Weblog, post: Post) -> Entry:
    if post.author:
        post.author.weblog = weblog
    return entry(post)
