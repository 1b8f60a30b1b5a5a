"""Which stored pages a write of a post makes stale: from how readers found it before and how they find it after."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from tertulia.lib import tags
from tertulia.weblog.post import Kind, Post, Status
from tertulia.weblog.weblog import Weblog


def take_turn(weblog_id: int) -> Weblog:
    """Wait until nobody else writes posts in the weblog, and let others wait until the transaction ends; answers the
    weblog as it is then. Of two posts that were published beside each other at once neither would know of the other,
    and their pages would go on naming the wrong neighbours."""
    # Comments go on meanwhile: rows that refer to the weblog's would have to wait for a stronger lock.
    return Weblog.objects.select_for_update(no_key=True).get(id=weblog_id)


@dataclass(frozen=True)
class Standing:
    """How readers find a post at one moment; of what they may not see, nothing. ``name`` is its heading and path,
    ``place`` where a post stands in time, ``lists`` the tags of the lists that hold it, ``beside`` those of the pages
    that name it as a neighbour, ``headings`` what sidebars name because of this post alone: a page by its name, a month
    or category that has no other post."""

    name: tuple[str, str] | None = None
    place: datetime | None = None
    lists: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    headings: frozenset[object] = frozenset()


class Change:
    """A write of a post, made before anything of it is written: from then on it is the weblog's turn. ``before`` is
    the post as it is in the database by now, None if it is new."""

    def __init__(self, post: Post) -> None:
        self._weblog = take_turn(post.weblog_id)
        self.before = Post.objects.filter(id=post.id).first() if post.id else None
        self._stood = self._standing(self.before) if self.before else Standing()

    def stale(self, post_id: int) -> set[str]:
        """The tags of what the write has made stale, once it has been done."""
        before, after = self._stood, self._standing(Post.objects.get(id=post_id))
        if before.name == after.name is None:
            return set()
        found = {tags.post(post_id), tags.posts(self._weblog.id), *_lists(before, after)}
        if before.name != after.name and self._may_be_discussed():
            found |= {tags.recent_comments(self._weblog.id), tags.speakers(self._weblog.id)}
        if before.headings != after.headings:
            found.add(tags.headings(self._weblog.id))
        return found

    def _standing(self, post: Post) -> Standing:
        if post.status != Status.PUBLISHED:
            return Standing()
        name = post.heading, post.path or ""
        if post.kind == Kind.PAGE:
            return Standing(name=name, headings=frozenset([name]))
        month, neighbours = self._month(post), [one for one in post.neighbours() if one]
        categories = [tags.category(key) for key in self._categories(post)]
        marks = [tags.tag(key) for key in post.tags.values_list("id", flat=True)]
        author = [tags.author(post.author_id)] if post.author_id else []
        headings = {*self._categories(post, alone=True), *({month} - {self._month(one) for one in neighbours})}
        return Standing(
            name=name,
            place=post.published_at,
            lists=frozenset([tags.latest(self._weblog.id), month, *categories, *marks, *author]),
            beside=frozenset(tags.neighbours(one.id) for one in neighbours),
            headings=frozenset(headings),
        )

    def _month(self, post: Post) -> str:
        local = post.published_at.astimezone(self._weblog.zone)
        return tags.month(self._weblog.id, local.year, local.month)

    def _categories(self, post: Post, *, alone: bool = False) -> list[int]:
        # All that hold the post, or those that hold no other.
        others = Post.objects.in_time().exclude(id=post.id).filter(categories=OuterRef("pk"))
        found = post.categories.filter(~Exists(others)) if alone else post.categories
        return list(found.values_list("id", flat=True))

    def _may_be_discussed(self) -> bool:
        # Comments come to what readers could see once, or with an import.
        return self.before is not None and bool(self.before.path or self.before.source)


def _lists(before: Standing, after: Standing) -> frozenset[str]:
    """The lists that the post has come to or left; all that hold it, and its neighbours, if its place is another."""
    if before.place == after.place:
        return before.lists ^ after.lists
    return before.lists | after.lists | before.beside | after.beside
