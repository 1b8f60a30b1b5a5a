"""Where in a crawl which content is, for records that only say that it was the same again."""

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Generic, TypeVar

from tertulia.exchange.readers.captures.warc_record import WarcRecord

# More would not fit into memory beside all else.
_MOST = 400_000
_Where = TypeVar("_Where")


@dataclass
class KnownPayloads(Generic[_Where]):
    """By the name of the record and by the digest of its content."""

    _places: dict[int, _Where] = field(default_factory=dict)

    def add(self, record: WarcRecord, where: _Where) -> None:
        """The content of this record is there."""
        for name in ("WARC-Record-ID", "WARC-Payload-Digest"):
            if (value := record.value(name)) and len(self._places) < _MOST:
                self._places[_key(value)] = where

    def find(self, record: WarcRecord) -> _Where | None:
        """Where the content is that this record says it had too; None if it was not met."""
        for name in ("WARC-Refers-To", "WARC-Payload-Digest"):
            if (value := record.value(name)) and (found := self._places.get(_key(value))):
                return found
        return None


def _key(value: str) -> int:
    return int.from_bytes(blake2b(value.strip().lower().encode(), digest_size=8).digest(), "big")
