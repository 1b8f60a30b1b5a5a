"""Addresses: any path that once led somewhere leads there for ever."""

import re
from collections.abc import Iterable
from urllib.parse import quote

from django.db import models

from tertulia.lib import text
from tertulia.weblog.post import Kind, Post
from tertulia.weblog.weblog import Weblog
from tertulia.weblog.whose import of_weblog

# Queries that told addresses apart, at the end of a path that is kept: ``/?p=12``.
QUERIES = frozenset({"cat", "feed", "p", "page_id", "tag"})
_WITH_QUERY = re.compile(rf"(?P<path>.*/)\?(?P<key>{'|'.join(sorted(QUERIES))})=(?P<value>.*)", re.DOTALL)

# No database takes any number of values at once.
_AT_ONCE = 500

# Below a page of such a name lie addresses of lists: /weblog/tag/comments/ is the list of the tag “comments”.
_TAKEN_BY_LISTS = ("archives", "author", "tag")


class Address(models.Model):
    """An old path (with its query if it was that which told it apart) and where it leads: to a post, or to another
    path. The current path of a post stands on the post."""

    path = models.CharField(max_length=2000, unique=True)
    weblog = models.ForeignKey(Weblog, on_delete=models.CASCADE, related_name="addresses")
    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="addresses")
    to = models.CharField(max_length=2000, blank=True)

    def __str__(self) -> str:
        return self.path

    @property
    def has_query(self) -> bool:
        """Whether its path ends in a query."""
        return bool(_WITH_QUERY.fullmatch(self.path))

    @property
    def link(self) -> str:
        """As it stands in a link: percent-encoded."""
        found = _WITH_QUERY.fullmatch(self.path)
        if found is None:
            return text.path_encoded(self.path)
        return f"{text.path_encoded(found['path'])}?{found['key']}={quote(found['value'])}"

    @property
    def target(self) -> str:
        """The path it leads to today."""
        return (self.post.path or "") if self.post else self.to


def find_address(path: str) -> Address | None:
    """The kept address of a decoded path, or None."""
    if text.is_broken(path):
        return None
    return Address.objects.select_related("post", "weblog").filter(path=path).first()


def posts_at(weblog: Weblog, paths: Iterable[str]) -> dict[str, int]:
    """The posts of a weblog at these decoded paths, which are theirs or lead to them."""
    found: dict[str, int] = {}
    wanted = sorted({*paths})
    for first in range(0, len(wanted), _AT_ONCE):
        some = wanted[first : first + _AT_ONCE]
        old = Address.objects.filter(of_weblog(weblog), path__in=some, post__isnull=False)
        own = Post.objects.filter(of_weblog(weblog), path__in=some)
        rows = [*old.values_list("path", "post_id"), *own.values_list("path", "id")]
        found.update({path: post_id for path, post_id in rows if path and post_id})
    return found


def give_path(post: Post, taken: Iterable[str] = ()) -> str:
    """The free default address of a post: ``/weblog/2017/08/basename.html``; of a page ``/weblog/basename.html``."""
    local = post.local_date
    folder = f"{local:%Y/%m}/" if post.kind == Kind.POST else ""
    prefix = f"{post.weblog.path}{folder}"
    base, count, also_taken = post.basename, 0, set(taken)
    while True:
        path = f"{prefix}{base}{f'-{count}' if count else ''}.html"
        if path not in also_taken and not _is_taken(path, post):
            return path
        count += 1


def _is_taken(path: str, post: Post) -> bool:
    if path.removesuffix(".html") in {f"{post.weblog.path}{name}" for name in _TAKEN_BY_LISTS}:
        return True
    others = Post.objects.filter(path=path).exclude(id=post.id)
    return others.exists() or Address.objects.filter(path=path).exclude(post=post.id).exists()
