"""Captures from web archives: what servers answered, resources, and what was the same again (revisits)."""

import contextlib
import re
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from tertulia.exchange.readers.captures.capture import Capture
from tertulia.exchange.readers.captures.known_payloads import KnownPayloads
from tertulia.exchange.readers.captures.media_type import media_type_of
from tertulia.exchange.readers.captures.moment import moment
from tertulia.exchange.readers.captures.warc_record import WarcRecord
from tertulia.exchange.readers.captures.warc_records import CutShort, content_at, head_at, records_of
from tertulia.exchange.readers.captures.warc_stream import Place
from tertulia.exchange.readers.captures.wayback_copy import copied
from tertulia.exchange.readers.packed import PackedFile
from tertulia.exchange.readers.packed.left_out import LeftOut
from tertulia.exchange.readers.packed.spool import Spool, roomy
from tertulia.exchange.records import BrokenExport
from tertulia.lib.scratch import scratch

_KINDS = ("response", "resource", "revisit")
_TABLE = "CREATE TABLE waiting (warc INTEGER, member INTEGER, inside INTEGER);"


class Crawl:
    """What was met in the web archives of one source. Those records wait that are the same as one which has not come
    yet: some crawlers write these first."""

    def __init__(self, left_out: LeftOut) -> None:
        self.left_out = left_out
        self._payloads, self._waiting = KnownPayloads(), scratch(_TABLE, roomy())
        self._warcs: list[Warc] = []
        self._is_over = False

    def begin(self, warc: "Warc") -> None:
        """From now on records come of this one."""
        self._warcs.append(warc)

    def source_of(self, record: WarcRecord, warc: "Warc") -> tuple["Warc", Place] | None:
        """Where the content of the record is, which is the next of ``warc``; None if it must wait for that."""
        number = self._warcs.index(warc)
        found = self._payloads.find(record) if record.kind == "revisit" else (number, record.place)
        if found is None:
            self._wait(number, record.place)
            return None
        self._payloads.add(record, *found)
        return self._warcs[found[0]], found[1]

    def rest(self) -> Iterator[Capture]:
        """What had to wait, when all has been read."""
        self._is_over = True
        for number, *place in self._waiting.execute("SELECT warc, member, inside FROM waiting ORDER BY rowid"):
            if found := self._warcs[number].capture_at((place[0], place[1]), self):
                yield found

    def _wait(self, number: int, place: Place) -> None:
        if self._is_over:
            where = self._warcs[number].where(place)
            self.left_out.add(where, _("is the same as another copy, which is not there"))
        else:
            self._waiting.execute("INSERT INTO waiting VALUES (?, ?, ?)", (number, *place))


class Warc:
    """One web archive. ``position`` is how many of the file's bytes were read."""

    def __init__(self, file: PackedFile) -> None:
        self.file, self.position = file, 0
        self._spool: Spool | None = None

    def captures(self, crawl: Crawl) -> Iterator[Capture]:
        """In the order of the file. Raises BrokenExport."""
        crawl.begin(self)
        self._unpack()
        size = self._spool.size if self._spool else self.file.size
        is_cut = bool(self._spool and self._spool.is_cut)
        with self._open() as file:
            try:
                for record in records_of(self.file.name, file):
                    self.position = min(self.file.size, file.tell() * self.file.size // max(1, size))
                    if found := self._capture(record, crawl):
                        yield found
            except CutShort:
                is_cut = True
        if is_cut:
            crawl.left_out.add(self.file.name, _("ends within its last record, which is left out"))

    def capture_at(self, place: Place, crawl: Crawl) -> Capture | None:
        """That of the record there. Raises BrokenExport."""
        return self._capture(self.head(place), crawl)

    def read(self, place: Place) -> bytes:
        """The content of the record there. Raises BrokenExport."""
        with self._open() as file:
            return content_at(self.file.name, file, place)

    def head(self, place: Place) -> WarcRecord:
        """The record there, without its content. Raises BrokenExport."""
        with self._open() as file:
            return head_at(self.file.name, file, place)

    def _unpack(self) -> None:
        # Any record must be at hand, also of a file that was packed as a whole.
        if self._spool or (self.file.is_seekable and not self._is_one_member()):
            return
        with self.file.open() as source:
            spool = Spool(self.file.name, source, self.file.size, may_be_cut=True)
            for _done in spool.fill():
                pass
        self._spool = spool

    def _is_one_member(self) -> bool:
        with self.file.open() as file, contextlib.suppress(CutShort, BrokenExport):
            records = records_of(self.file.name, file)
            next(records, None)
            second = next(records, None)
            return second is not None and second.place[1] > 0
        return False

    def _open(self) -> BinaryIO:
        return self._spool.whole() if self._spool else self.file.open()

    def _capture(self, record: WarcRecord, crawl: Crawl) -> Capture | None:
        url = record.value("WARC-Target-URI", "uri")
        if record.kind not in _KINDS or not url.lower().startswith(("http:", "https:")):
            return None
        if not (source := crawl.source_of(record, self)):
            return None
        warc, place = source
        told = _told(record) or _told(warc.head(place))
        shown = Capture(
            url=url,
            at=moment(record.value("WARC-Date", "archive-date")),
            media_type=media_type_of(told, url, lambda: warc.read(place)),
            status=_status(record),
            location=_location(record, url),
            where=self.where(record.place),
            read=lambda: warc.read(place),
        )
        return copied(shown) or shown

    def where(self, place: Place) -> str:
        """The place, for people."""
        return _("{file}, byte {number}").format(file=self.file.name, number=sum(place))


def _told(record: WarcRecord) -> str:
    told = record.answered("Content-Type") if record.http else record.value("Content-Type")
    return "" if told.startswith("application/http") else told


def _status(record: WarcRecord) -> int:
    found = re.match(r"\d{3}\b", record.http.statusline if record.http else "")
    return int(found[0]) if found else 200


def _location(record: WarcRecord, url: str) -> str:
    with contextlib.suppress(ValueError):
        return urljoin(url, location) if (location := record.answered("Location").strip()) else ""
    return ""
