"""Where a new piece meets what other pieces have brought: posts by their address, comments by what they say."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from tertulia.conversation.comment import Comment
from tertulia.exchange.identity import bare, path_of
from tertulia.exchange.merge.matching import Said, matches, may_match
from tertulia.exchange.origin import Origin
from tertulia.exchange.planned import Planned
from tertulia.exchange.records import CommentRecord
from tertulia.lib.aside import aside
from tertulia.weblog.address import posts_at
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog


class _Moment(Protocol):
    def __call__(self, date: datetime, /) -> datetime: ...


class Meeting:
    """Finds what a piece of the format ``source`` has in common with the others. It remembers which posts and comments
    were found, as each is only one thing of a piece."""

    def __init__(self, weblog: Weblog | None, source: str, moment: _Moment) -> None:
        self.weblog, self.source, self.moment = weblog, source, moment
        self._posts: dict[int, str] = {}
        self._comments: set[int] = set()

    def find_posts(self, planned: Sequence[Planned]) -> None:
        """Say of records without a post which post of another source has their address."""
        if self.weblog is None or not planned:
            return
        paths = {path for one in planned for path in _paths_of(one)}
        there = self._there(self.weblog, paths) if paths else {}
        for one in planned:
            post_id = next((there[path] for path in _paths_of(one) if path in there), None)
            if post_id is not None and self._posts.setdefault(post_id, one.key) == one.key:
                one.post_id, one.is_merged = post_id, True

    def known_comments(self, post_ids: Iterable[int]) -> dict[int, set[str]]:
        """The keys of comments that were merged before, by post."""
        found: dict[int, set[str]] = {}
        rows = Origin.objects.filter(post__in=list(post_ids), source=self.source, comment__isnull=False)
        for post_id, key in rows.values_list("post_id", "key"):
            found.setdefault(post_id, set()).add(bare(key))
        return found

    def others(self, post_ids: Iterable[int]) -> dict[int, list[Comment]]:
        """The comments of these posts that other sources have brought, and this one has not."""
        found: dict[int, list[Comment]] = {}
        theirs = Comment.objects.filter(conversation__in=list(post_ids), erased="").exclude(
            source__in=("", self.source)
        )
        mine = Origin.objects.filter(post__in=list(post_ids), source=self.source, comment__isnull=False)
        rows = theirs.exclude(id__in=mine.values("comment")).only(*_MATCHED).order_by("created_at", "id")
        for comment in rows:
            found.setdefault(comment.conversation_id, []).append(comment)
        return found

    def find_comments(
        self, records: Sequence[CommentRecord], others: Sequence[Comment]
    ) -> tuple[dict[int, int], dict[int, int]]:
        """The places of those records that are comments among ``others``, with the ids of these; and of those that may
        be."""
        free = [comment for comment in others if comment.id not in self._comments]
        if not free:
            return {}, {}
        ours, theirs = [self.said(record) for record in records], [said_of(comment) for comment in free]
        pairs = matches(ours, theirs)
        doubles = {place: free[their].id for place, their in may_match(ours, theirs, pairs).items()}
        found = {place: free[their].id for place, their in pairs.items()}
        self._comments.update(found.values())
        return found, doubles

    def _there(self, weblog: Weblog, paths: set[str]) -> dict[str, int]:
        # Of another source, and not yet met by another record of this one.
        found = posts_at(weblog, paths)
        if not found:
            return {}
        others = Post.objects.filter(id__in=found.values()).exclude(source__in=("", self.source))
        met = Origin.objects.filter(aside("comment_id", None), post__in=found.values(), source=self.source)
        free = {*others.values_list("id", flat=True)} - {*met.values_list("post_id", flat=True)}
        return {path: post_id for path, post_id in found.items() if post_id in free}

    def said(self, record: CommentRecord) -> Said:
        """What a comment of the piece says."""
        whole = [record.title, record.text, *(reply.text for reply in record.replies)]
        ids = frozenset({record.old_id, record.old_number} - {""})
        date = self.moment(record.date) if record.date else None
        return Said("\n\n".join(part for part in whole if part), record.name, record.kind, date, ids)


_MATCHED = ("conversation_id", "kind", "text", "name", "created_at", "old_id", "old_number")


def said_of(comment: Comment) -> Said:
    """What a comment says, for comparing it with those of a piece."""
    ids = frozenset({comment.old_id, comment.old_number} - {""})
    return Said(comment.text, comment.name, comment.kind, comment.created_at, ids)


def _paths_of(one: Planned) -> list[str]:
    return [path for path in dict.fromkeys([path_of(one.record.url), *one.record.addresses]) if path]
