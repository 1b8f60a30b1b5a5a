"""The sidebar: modules in the order the host gave them, each with what its template shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from tertulia.weblog import archive, calendar
from tertulia.weblog.archive import Dated
from tertulia.weblog.post import Kind, Post, Status
from tertulia.weblog.weblog import Weblog

RECENT_POSTS = 8
_MONTHS = 12
# Enough for the calendar and a year or more of most weblogs, while a page of one with 10,000 posts stays quick.
_NEWEST = 1000


@dataclass(frozen=True)
class Module:
    """One box of the sidebar."""

    kind: str
    title: str
    content: Mapping[str, Any]

    @property
    def template(self) -> str:
        """What renders it."""
        return f"weblog/modules/{self.kind}.html"


class _Facts:
    """What several modules show, asked once and only if one of them stands in the sidebar."""

    def __init__(self, weblog: Weblog) -> None:
        self.weblog = weblog

    @cached_property
    def newest(self) -> list[Dated]:
        return archive.dated_posts(self.weblog, _NEWEST)

    @cached_property
    def recent_and_pages(self) -> list[Post]:
        recent = self.weblog.posts.in_time().values("id")[:RECENT_POSTS]
        shown = self.weblog.posts.published().filter(Q(kind=Kind.PAGE) | Q(id__in=recent))
        return list(
            shown.only("weblog", "kind", "title", "basename", "path", "body_html").order_by("-published_at", "-id")
        )


def modules(weblog: Weblog) -> list[Module]:
    """The sidebar of a weblog in the active language; a module that has nothing to show is left out."""
    facts = _Facts(weblog)
    built = (_build(module, facts) for module in weblog.sidebar)
    return [module for module in built if module]


def _build(wanted: Mapping[str, Any], facts: _Facts) -> Module | None:
    kind = wanted.get("kind", "")
    if kind not in _MODULES:
        return None
    title, contents = _MODULES[kind]
    content = contents(facts, wanted)
    return Module(kind, wanted.get("title") or title(), content) if content else None


_Content = Mapping[str, Any] | None


def _about(facts: _Facts, wanted: Mapping[str, Any]) -> _Content:
    pages = sorted((p for p in facts.recent_and_pages if p.kind == Kind.PAGE), key=lambda page: page.title)
    shows = facts.weblog.about_html or facts.weblog.photo or pages
    return {"pages": pages} if shows else None


def _calendar(facts: _Facts, wanted: Mapping[str, Any]) -> _Content:
    month = calendar.latest_month(facts.weblog, facts.newest)
    return {"month": month} if month else None


def _recent_posts(facts: _Facts, wanted: Mapping[str, Any]) -> _Content:
    posts = [post for post in facts.recent_and_pages if post.kind == Kind.POST]
    return {"posts": posts} if posts else None


def _categories(facts: _Facts, wanted: Mapping[str, Any]) -> _Content:
    of_readers = Q(posts__status=Status.PUBLISHED, posts__kind=Kind.POST)
    found = facts.weblog.categories.annotate(shown=Count("posts", filter=of_readers)).filter(shown__gt=0)
    # A query that groups forgets the order of the model.
    categories = list(found.order_by("label"))
    return {"categories": categories} if categories else None


def _archives(facts: _Facts, wanted: Mapping[str, Any]) -> _Content:
    months = archive.whole_months(facts.weblog, facts.newest, _NEWEST)
    return {"months": months[:_MONTHS]} if months else None


def _links(facts: _Facts, wanted: Mapping[str, Any]) -> _Content:
    links = [link for link in wanted.get("links", ()) if _is_safe(link.get("url", ""))]
    return {"links": links} if links else None


def _always(facts: _Facts, wanted: Mapping[str, Any]) -> _Content:
    return {"weblog": facts.weblog}


def _is_safe(url: str) -> bool:
    return url.startswith(("https://", "http://", "mailto:", "/"))


_MODULES: dict[str, tuple[Callable[[], str], Callable[[_Facts, Mapping[str, Any]], _Content]]] = {
    "about": (lambda: _("About"), _about),
    "search": (lambda: _("Search"), _always),
    "calendar": (lambda: _("Calendar"), _calendar),
    "recent-posts": (lambda: _("Recent posts"), _recent_posts),
    "recent-comments": (lambda: _("Recent comments"), _always),
    "categories": (lambda: _("Categories"), _categories),
    "archives": (lambda: _("Archives"), _archives),
    "links": (lambda: _("Links"), _links),
    "subscribe": (lambda: _("Subscribe"), _always),
}
