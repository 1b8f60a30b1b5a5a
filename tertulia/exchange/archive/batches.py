"""Many records, some at a time."""

from collections.abc import Iterable, Iterator

from tertulia.exchange.archive.kind import Record

# So much that a batch costs few statements, so little that it does not count how long a text may be.
MOST, MOST_TEXT = 500, 500_000


def in_batches(records: Iterable[Record], *texts: str) -> Iterator[list[Record]]:
    """Lists of at most ``MOST`` of them, in their order. Of ``texts``, fields that may be long, a list holds
    hardly more than ``MOST_TEXT`` characters."""
    batch: list[Record] = []
    length = 0
    for record in records:
        batch.append(record)
        length += sum(len(record[name]) for name in texts)
        if len(batch) == MOST or length >= MOST_TEXT:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch
