"""Where in a crawl which content is, for records that only say that it was the same again."""

from hashlib import blake2b

from tertulia.exchange.readers.captures.warc_record import WarcRecord
from tertulia.exchange.readers.captures.warc_stream import Place
from tertulia.exchange.readers.packed.spool import roomy
from tertulia.lib.scratch import scratch

_TABLE = "CREATE TABLE payloads (key INTEGER PRIMARY KEY, warc INTEGER, member INTEGER, inside INTEGER);"
_FIND = "SELECT warc, member, inside FROM payloads WHERE key = ?"


class KnownPayloads:
    """By the name of the record and by the digest of its content: the number of its web archive, and its place in
    that. On the disk, as there may be any number."""

    def __init__(self) -> None:
        self._kept = scratch(_TABLE, roomy())

    def add(self, record: WarcRecord, warc: int, place: Place) -> None:
        """The content of this record is there."""
        for name in ("WARC-Record-ID", "WARC-Payload-Digest"):
            if value := record.value(name):
                self._kept.execute("INSERT OR REPLACE INTO payloads VALUES (?, ?, ?, ?)", (_key(value), warc, *place))

    def find(self, record: WarcRecord) -> tuple[int, Place] | None:
        """Where the content is that this record says it had too; None if it was not met."""
        for name in ("WARC-Refers-To", "WARC-Payload-Digest"):
            value = record.value(name)
            if value and (found := self._kept.execute(_FIND, (_key(value),)).fetchone()):
                return found[0], (found[1], found[2])
        return None


def _key(value: str) -> int:
    return int.from_bytes(blake2b(value.strip().lower().encode(), digest_size=8).digest(), signed=True)
