"""Posts that an import brings, many at once: rendered, addressed, found and recorded like those written here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from tertulia.lib import clock, tags, text
from tertulia.lib.bulk import maker, write_new
from tertulia.lib.derived import AT_ONCE, Derived, Deriving
from tertulia.lib.words import indexed, joined
from tertulia.outbox.event import record
from tertulia.weblog import search
from tertulia.weblog.address import give_path
from tertulia.weblog.category import Category
from tertulia.weblog.links import links_of
from tertulia.weblog.member import Member
from tertulia.weblog.old_addresses import OldPath, add_old_paths
from tertulia.weblog.post import Kind, Post, Status
from tertulia.weblog.search import Entry, SearchText
from tertulia.weblog.stale import take_turn
from tertulia.weblog.tag import Tag
from tertulia.weblog.weblog import Weblog
from tertulia.weblog.writing import render

_row = maker(
    Post,
    *("weblog", "kind", "status", "title", "path", "author", "format", "body", "extended", "excerpt", "keywords"),
    *("published_at", "created_at", "changed_at", "source", "source_key"),
)
_in_category = maker(Post.categories.through, "post_id", "category_id")
_under_tag = maker(Post.tags.through, "post_id", "tag_id")


@dataclass
class ImportedPost:
    """One post as an import has it. ``path`` is its decoded old path, checked by ``unusable``; a draft keeps it for
    the day it is published. ``old_paths`` lead to it too, checked by ``unleading``. ``key`` says which one it is in its
    source, so that it is imported once."""

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
    old_paths: Sequence[str] = ()
    author: Member | None = None
    categories: Sequence[Category] = ()
    tags: Sequence[Tag] = field(default_factory=tuple)


@transaction.atomic
def add_posts(
    weblog: Weblog, imported: Sequence[ImportedPost], *, source: str, deriving: Deriving = AT_ONCE
) -> list[Post]:
    """Keep new posts, in the same order. Published ones answer at their path at once and can be found; nobody is told,
    as none of them is news."""
    take_turn(weblog.id)
    posts = [_post(weblog, one, source) for one in imported]
    links = links_of(weblog)
    derived = [render(post, links, deriving) for post in posts]
    taken = {post.path for post in posts if post.path} | {path for one in imported for path in one.old_paths}
    for post, one in zip(posts, imported, strict=True):
        post.basename = _basename(one, post)
        # What had an address once, and is held back now, is no new post when the host publishes it.
        if post.path is None and (post.status == Status.PUBLISHED or one.old_paths):
            post.path = give_path(post, taken)
            taken.add(post.path)
    write_new(posts)
    add_old_paths(
        weblog, [OldPath(path, post) for post, one in zip(posts, imported, strict=True) for path in one.old_paths]
    )
    _file(posts, imported)
    shown = [pair for pair in zip(posts, derived, strict=True) if pair[0].status == Status.PUBLISHED]
    search.remember_many([_entry(post, parts) for post, parts in shown], deriving.vector)
    if posts:
        record("posts.imported", tags=[tags.weblog(weblog.id)], weblog_id=weblog.id)
    return posts


def _post(weblog: Weblog, one: ImportedPost, source: str) -> Post:
    # At one moment: what nobody has touched here since (``amending.is_untouched``).
    now = clock.now()
    return _row(
        *(weblog, one.kind, one.status, one.title, one.path or None, one.author, one.format, one.body, one.extended),
        *(one.excerpt, one.keywords, one.published_at, now, now, source, one.key),
    )


def _basename(one: ImportedPost, post: Post) -> str:
    from_path = one.path.rstrip("/").rpartition("/")[2].removesuffix(".html")
    # As a part of a path it must not hold what would make two parts of it.
    given = (one.basename or from_path).replace("/", "-").strip()
    return (given or text.slugify(one.title) or text.slugify(text.excerpt(post.body_html, 5)) or "post")[:200]


def _file(posts: Sequence[Post], imported: Sequence[ImportedPost]) -> None:
    # The rows between posts and their categories and tags, as ``set`` for each would write them.
    pairs = list(zip(posts, imported, strict=True))
    write_new([_in_category(post.id, pk) for post, one in pairs for pk in {c.id for c in one.categories}])
    write_new([_under_tag(post.id, pk) for post, one in pairs for pk in {tag.id for tag in one.tags}])


def find_anew(posts: Sequence[Post]) -> None:
    """Let search find these posts by what they say now, and those alone that readers may see."""
    SearchText.objects.filter(kind="post", object_id__in=[post.id for post in posts]).delete()
    search.remember_many([entry_of(post) for post in posts if post.status == Status.PUBLISHED])


def entry_of(post: Post) -> Entry:
    """By what a published post is found."""
    return _entry(post, [Derived(post.html)])


def _entry(post: Post, parts: Iterable[Derived]) -> Entry:
    words = found_by(parts, post.excerpt, post.keywords)
    return Entry(post.weblog_id, "post", post.id, indexed(post.title), words)


def found_by(parts: Iterable[Derived], excerpt: str, keywords: str) -> str:
    """The words by which a post is found, beside those of its title."""
    return joined([*(part.words for part in parts), indexed(text.plain(excerpt), keywords)])
