"""Captures, whatever they were saved as."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from django.utils.translation import gettext as _

from tertulia.exchange.readers.captures import saved
from tertulia.exchange.readers.captures.capture import Capture, CaptureSource
from tertulia.exchange.readers.captures.warc import Crawl, Warc
from tertulia.exchange.readers.captures.warc_records import is_warc
from tertulia.exchange.readers.packed import PackedFile, files_in
from tertulia.exchange.readers.packed.left_out import LeftOut
from tertulia.exchange.readers.packed.single import Single
from tertulia.exchange.readers.packed.spool import beginning
from tertulia.exchange.readers.packed.stumbles import stumbling
from tertulia.exchange.readers.packed.zip import Zip
from tertulia.exchange.records import Note

_WARC = re.compile(r".+\.w?arc(\.gz)?", re.IGNORECASE)
_PACKED = re.compile(r".+\.(zip|wacz|tar|tgz|7z|rar|warc\.zst|(tar|html?)\.(gz|bz2|xz))", re.IGNORECASE)
# What Macs and Windows leave beside every file.
_NOISE = re.compile(r"(.*/)?(__MACOSX/.*|\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini)", re.DOTALL)
_WACZ = re.compile(r"(datapackage(-digest)?\.json|(pages|indexes|logs)/.+)", re.IGNORECASE)


def captures_in(path: Path) -> CaptureSource:
    """The captures in a saved page, a folder of them, or a file they were packed into. Raises BrokenExport if it cannot
    be unpacked, and OSError if it cannot be read."""
    return _Captures(path)


class _Captures:
    def __init__(self, path: Path) -> None:
        self._files = files_in(path)
        self.size = self._files.size
        self._left_out = LeftOut()
        self._warcs: dict[tuple[str, int], Warc] = {}
        self._within = 0

    @property
    def position(self) -> int:
        return min(self.size, self._files.position + self._within)

    def prepare(self) -> Iterator[None]:
        return self._files.prepare()

    def notes(self) -> Iterator[Note]:
        return chain(self._files.notes(), self._left_out.notes())

    def __iter__(self) -> Iterator[Capture]:
        self._left_out = LeftOut()
        crawl = Crawl(self._left_out)
        is_alone, is_wacz = isinstance(self._files, Single), isinstance(self._files, Zip) and self._is_wacz()
        for file in self._files:
            if (is_alone or _WARC.fullmatch(file.name)) and _is_warc(file):
                yield from self._captures_of(self._warcs.setdefault((file.name, file.size), Warc(file)), crawl)
            elif _PACKED.fullmatch(file.name):
                self._left_out.add(file.name, _("is packed once more; import it by itself"))
            elif not (_NOISE.fullmatch(file.name) or (is_wacz and _WACZ.fullmatch(file.name))):
                yield saved.capture_of(file, is_alone=is_alone)
        yield from crawl.rest()

    def _is_wacz(self) -> bool:
        return any(file.name == "datapackage.json" for file in self._files)

    def _captures_of(self, warc: Warc, crawl: Crawl) -> Iterator[Capture]:
        for capture in warc.captures(crawl):
            self._within = warc.position
            yield capture
        self._within = 0


def _is_warc(file: PackedFile) -> bool:
    with stumbling(file.name), file.open() as stream:
        return is_warc(beginning(stream))
