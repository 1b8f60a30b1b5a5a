"""The copies of what a weblog links to, as the records that were made of the answers then."""

from collections.abc import Iterator

from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from tertulia.weblog.kept_link import LinkPlace
from tertulia.weblog.weblog import Weblog


def link_records(weblog: Weblog, missing: list[str]) -> Iterator[ArcWarcRecord]:
    """The record of each copy of what readers find linked now, to be read before the next one is asked for. Names of
    files that are not there, or cannot be read, are added to ``missing``."""
    linked = weblog.kept_links.filter(Exists(LinkPlace.objects.filter(link=OuterRef("pk")))).exclude(warc="")
    for name in linked.order_by("id").values_list("warc", flat=True).iterator(200):
        try:
            yield from _responses(name)
        except (OSError, ArchiveLoadFailed):
            missing.append(name)


def _responses(name: str) -> Iterator[ArcWarcRecord]:
    with default_storage.open(name) as file:
        yield from (record for record in ArchiveIterator(file) if record.rec_type == "response")
