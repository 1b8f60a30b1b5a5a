"""Old addresses that an import brings: which of them can be had, as a post's own path or as one that leads to it."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from tertulia.lib import text
from tertulia.lib.bulk import write_new
from tertulia.lib.routes import is_for_last
from tertulia.weblog.address import Address
from tertulia.weblog.category import Category
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import RESERVED, Weblog

LONGEST_PATH = 2000
# The pattern behind all others in urls.py, by which posts are found by their whole path; and those of lists, behind
# which it is asked too if there is no such list.
_ANY_PATH = "<path:address>"
_FRONT = "<part:slug>/"
_CATEGORY = "<part:slug>/<part:category>/"
_LISTS = frozenset(
    {
        _FRONT,
        _CATEGORY,
        "<part:slug>/<year:year>/<month:month>/",
        "<part:slug>/tag/<part:tag>/",
        "<part:slug>/author/<part:author>/",
    }
)
# Below these names, which no weblog may have, Blogger had its lists and feeds; the installation answers nothing there.
_LENT = re.compile(r"/search(?:/label/.+)?|/feeds/(?:posts|comments)/.+|/feeds/\d+/comments/default", re.DOTALL)
# What of a weblog that lived under another name may lead to its place today (weblog/old_lists.py).
_OF_WEBLOGS = _LISTS | {
    "<part:slug>/page/<number:page>/",
    "<part:slug>/archives.html",
    "<part:slug>/<feed:file>",
    "<part:slug>/comments/<feed:file>",
    "<part:slug>/tag/<part:tag>/page/<number:page>/",
    "<part:slug>/<year:year>/<month:month>/page/<number:page>/",
    "<part:slug>/<part:category>/page/<number:page>/",
    "<part:slug>/<part:category>/<feed:file>",
}


@dataclass(frozen=True)
class OldPath:
    """A decoded path, with its query if it has one, that leads to a post, or to another path (``to``)."""

    path: str
    post: Post | None = None
    to: str = ""


def add_old_paths(weblog: Weblog, paths: Iterable[OldPath]) -> None:
    """Keep paths that ``unleading`` has nothing against."""
    write_new([Address(weblog=weblog, path=one.path, post=one.post, to=one.to) for one in paths])


def unusable(paths: Iterable[str], slug: str) -> dict[str, str]:
    """Which of these decoded paths no imported post of the weblog ``slug`` can have for its own, and why: taken by a
    post or an old address, one of the installation's own, or below another weblog."""
    wanted, reasons = _wanted(paths, slug, _LISTS)
    for path in wanted - reasons.keys():
        route = _route_of(path)
        # Below a front page's path its comments would be taken for those of a weblog.
        if route == _FRONT or (route != _ANY_PATH and path.startswith(f"/{slug}/")):
            reasons[path] = _own()
    return {**reasons, **_taken(wanted - reasons.keys())}


def unleading(paths: Iterable[str], slug: str, coming: Collection[str] = ()) -> dict[str, str]:
    """Which of them cannot be kept as old addresses of the weblog ``slug``, and why; not asked is what they lead to
    by now. ``coming`` are the slugs of categories that it is about to get."""
    wanted, reasons = _wanted(paths, slug, _OF_WEBLOGS)
    left = wanted - reasons.keys()
    categories = set(Category.objects.filter(weblog__slug=slug).values_list("slug", flat=True)) if left else set()
    reasons |= {path: _own() for path in left if _answers_itself(path, slug, {*categories, *coming})}
    return {**reasons, **_taken_by_posts(left - reasons.keys())}


def _wanted(paths: Iterable[str], slug: str, free: Collection[str]) -> tuple[set[str], dict[str, str]]:
    wanted = {path for path in paths if path}
    others = set(Weblog.objects.exclude(slug=slug).values_list("slug", flat=True)) if wanted else set()
    return wanted, {path: reason for path in wanted if (reason := _reason_against(path, others, free))}


def _taken(free: set[str]) -> dict[str, str]:
    reasons = _taken_by_posts(free)
    for path in Address.objects.filter(path__in=free - reasons.keys()).values_list("path", flat=True):
        reasons[path] = _("an old address leads from here to another post already")
    return reasons


def _taken_by_posts(free: set[str]) -> dict[str, str]:
    posts = Post.objects.filter(path__in=free).values_list("path", flat=True) if free else ()
    return {str(path): _("another post has this address already") for path in posts}


def _reason_against(path: str, others: set[str], free: Collection[str]) -> str:
    if len(path) > LONGEST_PATH:
        return _("an address has at most 2,000 characters")
    parts = path[1:].split("/")
    # Browsers and servers rewrite such paths before anybody is asked for them.
    if {".", ".."} & {*parts} or "" in parts[:-1] or text.is_broken(path):
        return _("this path cannot be asked for")
    if parts[0] in others:
        return _("this address belongs to another weblog")
    is_kept = parts[0] in RESERVED and not _LENT.fullmatch(path)
    return _own() if is_kept or _route_of(path) not in (_ANY_PATH, *free) else ""


def _own() -> str:
    return _("this address is one of the installation’s own")


def _answers_itself(path: str, slug: str, categories: set[str]) -> bool:
    # Whether this is a list of the weblog.
    route, parts = _route_of(path), path[1:].split("/")
    if parts[0] != slug or route == _ANY_PATH:
        return False
    return route != _CATEGORY or parts[1] in categories


@lru_cache(maxsize=2000)
def _route_of(path: str) -> str:
    if is_for_last(path):
        return _ANY_PATH
    try:
        return str(resolve(path).route)
    except Resolver404:  # a line break, which no pattern takes
        return ""
