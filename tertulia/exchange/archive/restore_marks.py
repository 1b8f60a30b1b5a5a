"""The host's marks, as rows again; what readers see of them is derived."""

from tertulia.conversation.mark import Mark
from tertulia.conversation.marking import derive
from tertulia.exchange.archive.batches import in_batches
from tertulia.exchange.archive.kind import Record
from tertulia.exchange.archive.restoring import Restoring
from tertulia.exchange.archive.schema_marks import MARKS
from tertulia.exchange.archive.values import moment_of


def restore_marks(here: Restoring) -> None:
    """What the host marked, once all that was said is there."""
    for batch in in_batches(here.records(MARKS), "note"):
        rows = Mark.objects.bulk_create([_mark(here, record) for record in batch])
        by_replies = Mark.objects.filter(id__in=[row.id for row in rows]).values_list("by_reply__comment", flat=True)
        derive({row.comment_id for row in rows} | {row.by_id for row in rows if row.by_id} | {*by_replies} - {None})


def _mark(here: Restoring, record: Record) -> Mark:
    comments, replies = here.known.comments, here.known.replies
    return Mark(
        comment_id=comments[record["comment"]],
        by_id=None if record["by"] is None else comments[record["by"]],
        by_reply_id=None if record["by_reply"] is None else replies[record["by_reply"]],
        at=moment_of(record["at"]),
        **{name: record[name] for name in ("kind", "state", "url", "note")},
    )
