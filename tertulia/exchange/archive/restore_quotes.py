"""Quotes, as rows again; what pages say of them is derived."""

from tertulia.conversation.quote import Quote
from tertulia.conversation.quoted import derive
from tertulia.exchange.archive import schema_writing as schema
from tertulia.exchange.archive.batches import in_batches
from tertulia.exchange.archive.kind import Record
from tertulia.exchange.archive.restoring import Restoring

_PLAIN = ("place", "words", "verdict", "of_post", "revision")


def restore_quotes(here: Restoring) -> None:
    """What is quoted, once all that was said is there."""
    for batch in in_batches(here.records(schema.QUOTES), "words"):
        derive(Quote.objects.bulk_create([_quote(here, record) for record in batch]))


def _quote(here: Restoring, record: Record) -> Quote:
    rows = {
        "comment": here.known.comments,
        "inside": here.known.replies,
        "source": here.known.comments,
        "source_reply": here.known.replies,
    }
    ids = {f"{name}_id": None if record[name] is None else there[record[name]] for name, there in rows.items()}
    return Quote(**ids, **{name: record[name] for name in _PLAIN})
