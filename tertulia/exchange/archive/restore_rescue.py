"""Where things came from, as rows again."""

from tertulia.exchange.archive import schema_rescue as schema
from tertulia.exchange.archive.batches import in_batches
from tertulia.exchange.archive.kind import Record
from tertulia.exchange.archive.restoring import Restoring
from tertulia.exchange.origin import Origin


def restore_origins(here: Restoring) -> None:
    """Which records of which sources posts and comments are, once these are there."""
    for batch in in_batches(here.records(schema.ORIGINS)):
        Origin.objects.bulk_create([_origin(here, record) for record in batch])


def _origin(here: Restoring, record: Record) -> Origin:
    comment = record["comment"]
    return Origin(
        weblog=here.weblog,
        post_id=here.known.posts[record["post"]],
        comment_id=None if comment is None else here.known.comments[comment],
        source=record["source"],
        key=record["key"],
        said=record["said"],
    )
