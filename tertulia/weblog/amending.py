"""Posts that another piece of their weblog knows better: more exact words and dates, further categories and tags."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from tertulia.lib import tags
from tertulia.outbox.event import record
from tertulia.weblog.address import give_path
from tertulia.weblog.category import Category
from tertulia.weblog.imported import find_anew
from tertulia.weblog.post import Post, Status
from tertulia.weblog.stale import take_turn
from tertulia.weblog.tag import Tag
from tertulia.weblog.weblog import Weblog
from tertulia.weblog.writing import render

_TEXT = frozenset({"body", "extended", "format"})
_WORDS = (*_TEXT, "body_html", "extended_html", "removed", "title", "excerpt", "keywords")
_SAVED = (*_WORDS, "kind", "published_at", "author", "status", "path", "uncertain")


@dataclass
class Amendment:
    """What becomes of one imported post: ``fields`` by the names of its columns, and headings that it gets besides."""

    post: Post
    fields: dict[str, Any] = field(default_factory=dict)
    categories: Sequence[Category] = ()
    tags: Sequence[Tag] = ()


def is_untouched(post: Post) -> bool:
    """Whether an imported post is as it came: nobody has written or moved it here."""
    return post.changed_at == post.created_at


@transaction.atomic
def amend_posts(weblog: Weblog, amendments: Sequence[Amendment]) -> None:
    """Carry amendments out. Nobody is told, as none of them is news."""
    if not amendments:
        return
    take_turn(weblog.id)
    changed = [one for one in amendments if one.fields]
    for one in changed:
        for name, value in one.fields.items():
            setattr(one.post, name, value)
        if _TEXT & one.fields.keys():
            render(one.post)
        if one.post.status == Status.PUBLISHED and one.post.path is None:
            one.post.path = give_path(one.post)
    Post.objects.bulk_update([one.post for one in changed], _SAVED, batch_size=100)
    _file(amendments)
    find_anew([one.post for one in changed if one.fields.keys() & {*_WORDS, "status"}])
    record("posts.imported", tags=[tags.weblog(weblog.id)], weblog_id=weblog.id)


def _file(amendments: Sequence[Amendment]) -> None:
    categories, marks = Post.categories.through, Post.tags.through
    categories.objects.bulk_create(
        [
            categories(post_id=one.post.id, category_id=pk)
            for one in amendments
            for pk in {c.id for c in one.categories}
        ],
        ignore_conflicts=True,
    )
    marks.objects.bulk_create(
        [marks(post_id=one.post.id, tag_id=pk) for one in amendments for pk in {tag.id for tag in one.tags}],
        ignore_conflicts=True,
    )
