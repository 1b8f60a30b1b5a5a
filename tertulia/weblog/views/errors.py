"""What readers get where there is nothing (404), and where something broke (500)."""

import difflib
import re

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render as render_bare

from tertulia.lib import text
from tertulia.weblog import archive
from tertulia.weblog.address import find_address
from tertulia.weblog.page import render
from tertulia.weblog.post import Post, Status, stem_of
from tertulia.weblog.weblog import Weblog

_MONTH = re.compile(r"/([0-9]{4})/([0-9]{2})(?:/|$)")
_CANDIDATES = 200
_NEAREST = 5
_RECENT = 8


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A page that helps to find what was meant. Addresses below a post that has moved (its comments, their feeds)
    move with it, whoever answered that there is nothing."""
    path = request.path_info
    if request.method in ("GET", "HEAD") and (target := _moved(path)):
        return HttpResponsePermanentRedirect(text.path_encoded(target))
    weblog = _weblog_of(path)
    if weblog is None:
        return render_bare(request, "weblog/nothing.html", status=404)
    context = {
        "nearest": nearest_posts(weblog, path),
        "month": _month_of(weblog, path),
        "recent": list(weblog.posts.in_time()[:_RECENT]),
    }
    return render(request, weblog, "weblog/not_found.html", context, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A page that asks no database, as that may be what broke."""
    return render_bare(request, "weblog/server_error.html", status=500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What a form of the desk gets that may have been sent by another site, and with it whoever signed in meanwhile."""
    return render_bare(request, "weblog/forged.html", status=403)


def nearest_posts(weblog: Weblog, path: str) -> list[Post]:
    """The published posts whose basename resembles the last part of ``path``, best first.

    The database narrows them down by the longest words of that part, as comparing it with all would let anybody keep
    the server busy with addresses that do not exist."""
    wanted = stem_of(path).rpartition("/")[2].lower()[:100]
    words = sorted(re.findall(r"[^\W_]{4,}", wanted), key=len, reverse=True)[:3]
    if not words:
        return []
    similar = Q()
    for word in words:
        similar |= Q(basename__icontains=word[:12])
    found = weblog.posts.published().filter(similar).order_by("-published_at")[:_CANDIDATES]
    by_name = {post.basename.lower(): post for post in found}
    return [by_name[name] for name in difflib.get_close_matches(wanted, by_name, n=_NEAREST, cutoff=0.4)]


def _moved(path: str) -> str:
    stem, below, rest = path.partition("/comments/")
    if not below or text.is_broken(path):
        return ""
    for kept in (find_address(f"{stem}.html"), find_address(stem), find_address(f"{stem}/")):
        # What is no draft: where one will stand is not told.
        if kept and kept.post and kept.post.path and kept.post.status == Status.PUBLISHED:
            return f"{kept.post.stem}/comments/{rest}"
    return ""


def _weblog_of(path: str) -> Weblog | None:
    if text.is_broken(path):
        return None
    first = path.removeprefix("/").partition("/")[0]
    return Weblog.objects.select_related("photo").filter(slug=first).first()


def _month_of(weblog: Weblog, path: str) -> archive.Month | None:
    named = _MONTH.search(path)
    if not named or not archive.is_list(f"{weblog.path}{named[1]}/{named[2]}/"):
        return None
    year, month = int(named[1]), int(named[2])
    return archive.Month(archive.first_day(year, month), archive.month_link(weblog, year, month), 0)
