"""The sidebar: modules in the order the host gave them, each with what its template shows.

What changes with every post or comment stands in fragments of its own, which the page pulls in. What stands in every
page names months, categories and pages, and changes with these alone (the tag ``headings``)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from tertulia.lib.prepared import Given, Question
from tertulia.weblog import archive
from tertulia.weblog.archive import Month
from tertulia.weblog.category import Category
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog

_MONTHS = 12


@dataclass(frozen=True)
class Module:
    """One box of the sidebar. ``fragment`` is the path of the page that holds the rest of it, for links and for
    servers that include it (SSI); empty if there is none."""

    kind: str
    title: str
    content: Mapping[str, Any]
    fragment: str = ""

    @property
    def template(self) -> str:
        """What renders it."""
        return f"weblog/modules/{self.kind}.html"


class _Facts:
    """What several modules show, asked once and only if one of them stands in the sidebar."""

    def __init__(self, weblog: Weblog) -> None:
        self.weblog = weblog

    @cached_property
    def months(self) -> list[Month]:
        return archive.newest_months(self.weblog, _MONTHS)


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
    if content is None:
        return None
    # Quoted whole, as a server that includes it reads $ and & as its own signs.
    fragment = quote(f"{facts.weblog.path}sidebar/{kind}.html") if kind in _FRAGMENTS else ""
    return Module(kind, wanted.get("title") or title(), content, fragment)


_Content = Mapping[str, Any] | None


def _about(facts: _Facts, wanted: Mapping[str, Any]) -> _Content:
    pages = sorted(_pages.all(weblog=facts.weblog.id), key=lambda page: page.title)
    shows = facts.weblog.about_html or facts.weblog.photo or pages
    return {"pages": pages} if shows else None


def _calendar(facts: _Facts, wanted: Mapping[str, Any]) -> _Content:
    return {"month": facts.months[0]} if facts.months else None


def _recent_posts(facts: _Facts, wanted: Mapping[str, Any]) -> _Content:
    return {} if facts.months else None


def _categories(facts: _Facts, wanted: Mapping[str, Any]) -> _Content:
    categories = _filed_under.all(weblog=facts.weblog.id)
    for category in categories:
        category.weblog = facts.weblog
    return {"categories": categories} if categories else None


def _archives(facts: _Facts, wanted: Mapping[str, Any]) -> _Content:
    return {"months": facts.months} if facts.months else None


def _links(facts: _Facts, wanted: Mapping[str, Any]) -> _Content:
    links = [link for link in wanted.get("links", ()) if _is_safe(link.get("url", ""))]
    return {"links": links} if links else None


def _always(facts: _Facts, wanted: Mapping[str, Any]) -> _Content:
    return {}


_pages = Question(
    lambda: Post.objects.pages().filter(weblog=Given("weblog")).only("title", "basename", "path", "body_html")
)
_filed_under = Question(
    lambda: Category.objects.filter(
        Exists(Post.objects.in_time().filter(categories=OuterRef("pk"))), weblog=Given("weblog")
    )
)


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
_FRAGMENTS = frozenset({"calendar", "recent-posts", "recent-comments"})
