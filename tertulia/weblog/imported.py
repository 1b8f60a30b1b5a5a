"""Posts that an import brings, many at once: rendered, addressed, found and recorded like those written here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from tertulia.lib import tags, text
from tertulia.outbox.event import record
from tertulia.weblog import search
from tertulia.weblog.address import Address, give_path
from tertulia.weblog.category import Category
from tertulia.weblog.member import Member
from tertulia.weblog.post import Kind, Post, Status
from tertulia.weblog.search import SearchText
from tertulia.weblog.tag import Tag
from tertulia.weblog.weblog import RESERVED, Weblog
from tertulia.weblog.writing import render

LONGEST_PATH = 2000
# The pattern behind all others in urls.py, by which posts are found by their whole path.
_ANY_PATH = "<path:address>"


@dataclass
class ImportedPost:
    """One post as an import has it. ``path`` is its decoded old path, checked by ``unusable``; a draft keeps it for
    the day it is published. ``key`` says which one it is in its source, so that it is imported once."""

    key: str
    status: str
    published_at: datetime
    title: str = ""
    kind: str = Kind.POST
    format: str = "html"
    body: str = ""
    extended: str = ""
    excerpt: str = ""
    keywords: str = ""
    basename: str = ""
    path: str = ""
    author: Member | None = None
    categories: Sequence[Category] = ()
    tags: Sequence[Tag] = field(default_factory=tuple)


@transaction.atomic
def add_posts(weblog: Weblog, imported: Sequence[ImportedPost], *, source: str) -> list[Post]:
    """Keep new posts, in the same order. Published ones answer at their path at once and can be found; nobody is told,
    as none of them is news."""
    posts = [_post(weblog, one, source) for one in imported]
    taken = {post.path for post in posts if post.path}
    for post in posts:
        if post.status == Status.PUBLISHED and post.path is None:
            post.path = give_path(post, taken)
            taken.add(post.path)
    Post.objects.bulk_create(posts, batch_size=200)
    _file(posts, imported)
    search.remember_many([_words(post) for post in posts if post.status == Status.PUBLISHED])
    if posts:
        record("posts.imported", tags=[tags.weblog(weblog.id), tags.latest(weblog.id)], weblog_id=weblog.id)
    return posts


def unusable(paths: Iterable[str], slug: str) -> dict[str, str]:
    """Which of these decoded paths no imported post of the weblog ``slug`` can have, and why: taken by a post or an old
    address, one of the installation's own, or below another weblog."""
    wanted = {path for path in paths if path}
    others = set(Weblog.objects.exclude(slug=slug).values_list("slug", flat=True)) if wanted else set()
    reasons = {path: reason for path in wanted if (reason := _reason_against(path, others))}
    free = wanted - reasons.keys()
    for path in Post.objects.filter(path__in=free).values_list("path", flat=True):
        reasons[str(path)] = _("another post has this address already")
    for path in Address.objects.filter(path__in=free).values_list("path", flat=True):
        reasons[path] = _("an old address leads from here to another post already")
    return reasons


def _reason_against(path: str, others: set[str]) -> str:
    if len(path) > LONGEST_PATH:
        return _("an address has at most 2,000 characters")
    parts = path[1:].split("/")
    # Browsers and servers rewrite such paths before anybody is asked for them.
    if {".", ".."} & {*parts} or "" in parts[:-1] or text.is_broken(path):
        return _("this path cannot be asked for")
    if parts[0] in others:
        return _("this address belongs to another weblog")
    return _("this address is one of the installation’s own") if _is_own(path, parts[0]) else ""


def _is_own(path: str, first: str) -> bool:
    try:
        return first in RESERVED or resolve(path).route != _ANY_PATH
    except Resolver404:  # a line break, which no pattern takes
        return True


def _post(weblog: Weblog, one: ImportedPost, source: str) -> Post:
    post = Post(
        weblog=weblog,
        kind=one.kind,
        status=one.status,
        title=one.title,
        path=one.path or None,
        author=one.author,
        format=one.format,
        body=one.body,
        extended=one.extended,
        excerpt=one.excerpt,
        keywords=one.keywords,
        published_at=one.published_at,
        source=source,
        source_key=one.key,
    )
    render(post)
    post.basename = _basename(one, post)
    return post


def _basename(one: ImportedPost, post: Post) -> str:
    from_path = one.path.rstrip("/").rpartition("/")[2].removesuffix(".html")
    # As a part of a path it must not hold what would make two parts of it.
    given = (one.basename or from_path).replace("/", "-").strip()
    return (given or text.slugify(one.title) or text.slugify(text.excerpt(post.body_html, 5)) or "post")[:200]


def _file(posts: Sequence[Post], imported: Sequence[ImportedPost]) -> None:
    # The rows between posts and their categories and tags, as ``set`` for each would write them.
    categories, marks = Post.categories.through, Post.tags.through
    pairs = list(zip(posts, imported, strict=True))
    categories.objects.bulk_create(
        [categories(post_id=post.id, category_id=pk) for post, one in pairs for pk in {c.id for c in one.categories}],
        batch_size=500,
    )
    marks.objects.bulk_create(
        [marks(post_id=post.id, tag_id=pk) for post, one in pairs for pk in {tag.id for tag in one.tags}],
        batch_size=500,
    )


def _words(post: Post) -> SearchText:
    words = " ".join([text.plain(post.html), text.plain(post.excerpt), post.keywords])
    return SearchText(weblog=post.weblog, kind="post", object_id=post.id, title=post.title, words=words)
