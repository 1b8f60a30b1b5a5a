"""What the weblog links to, as rows again; where links stand is noted once the texts are there."""

from urllib.parse import urlsplit

from tertulia.exchange.archive import schema_links as schema
from tertulia.exchange.archive.batches import in_batches
from tertulia.exchange.archive.kind import Record
from tertulia.exchange.archive.restoring import Restoring
from tertulia.exchange.archive.values import moment_of
from tertulia.lib import clock
from tertulia.weblog.kept_link import KeptLink
from tertulia.weblog.link_times import FIRST

_MOMENTS = ("first_seen_at", "asked_at", "failing_since", "gone_at", "copied_at")


def restore_links(here: Restoring) -> None:
    """Links come before the texts, as those say beside a link that it is gone."""
    for batch in in_batches(here.records(schema.LINKS), "text"):
        KeptLink.objects.bulk_create([_link(here, record) for record in batch])


def _link(here: Restoring, record: Record) -> KeptLink:
    moments = {name: moment_of(record[name]) if record[name] else None for name in _MOMENTS}
    due_at = clock.now() + FIRST if here.weblog.keeps_links and not record["spared"] else None
    # Only what has come and lies where nothing is served: an archive may come from anybody.
    is_kept = record["warc"] in here.known.files and record["warc"].startswith("originals/links/")
    warc = record["warc"] if is_kept else ""
    return KeptLink(
        **{**record, **moments, "warc": warc, "weblog": here.weblog, "host": _host(record), "due_at": due_at}
    )


def _host(record: Record) -> str:
    try:
        return (urlsplit(record["url"]).hostname or "")[:255]
    except ValueError:
        return ""
