"""Keep what pages say of posts: of each post the most that any page says."""

from collections.abc import Iterable

from tertulia.exchange.claim import Claim
from tertulia.exchange.identity import path_of
from tertulia.exchange.records import ClaimRecord
from tertulia.weblog.weblog import Weblog

_LONGEST = 2000


def keep_claims(weblog: Weblog, source: str, records: Iterable[ClaimRecord]) -> None:
    """Take in what these records say; call it in the transaction of their batch."""
    said: dict[str, list[ClaimRecord]] = {}
    for record in records:
        if (path := path_of(record.url)) and len(record.url) <= _LONGEST:
            said.setdefault(path, []).append(record)
    rows = Claim.objects.filter(weblog=weblog, source=source, path__in=said)
    known = {row.path: row for row in rows}
    for path, those in said.items():
        claim = known.setdefault(path, Claim(weblog=weblog, source=source, path=path, url=those[0].url))
        counts = [record.comments for record in those if record.comments is not None]
        claim.comments = max([*counts, *([claim.comments] if claim.comments is not None else [])], default=None)
        claim.posts = max([record.posts or 0 for record in those] + [claim.posts or 0]) or None
        for record in those:
            claim.before = path_of(record.previous)[:_LONGEST] or claim.before
            claim.after = path_of(record.following)[:_LONGEST] or claim.after
    Claim.objects.bulk_create(
        known.values(),
        update_conflicts=True,
        unique_fields=["weblog", "source", "path"],
        update_fields=["comments", "before", "after", "posts"],
        batch_size=200,
    )
