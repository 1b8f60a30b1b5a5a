"""Posts in the order of their dates, a few at a time."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, tzinfo

from tertulia.weblog.post import Post, Status
from tertulia.weblog.weblog import Weblog

# Few, as each of them may be long.
_AT_ONCE = 20


def in_order(weblog: Weblog, statuses: Sequence[str], zone: tzinfo = UTC) -> list[int]:
    """The ids of the posts of these statuses, oldest first by the clock of that zone."""
    rows = weblog.posts.filter(status__in=statuses).values_list("published_at", "id").iterator(2000)
    # As readers of the file will see them, who know neither fractions of a second nor when the clock was put back.
    return [number for _at, number in sorted((to_the_second(at, zone), number) for at, number in rows)]


def posts_of(weblog: Weblog, ids: Sequence[int]) -> Iterator[Post]:
    """These posts with their headings, authors and conversations."""
    wanted = Post.objects.select_related("author", "conversation").prefetch_related("categories", "tags")
    for start in range(0, len(ids), _AT_ONCE):
        found = wanted.in_bulk(ids[start : start + _AT_ONCE])
        for number in ids[start : start + _AT_ONCE]:
            post = found.pop(number)
            post.weblog = weblog
            yield post


def to_the_second(moment: datetime, zone: tzinfo) -> datetime:
    """A moment by the clock of that zone, without saying which zone it is."""
    return moment.astimezone(zone).replace(tzinfo=None, microsecond=0)


EVERYTHING_WRITTEN = (Status.DRAFT, Status.SCHEDULED, Status.PUBLISHED)
