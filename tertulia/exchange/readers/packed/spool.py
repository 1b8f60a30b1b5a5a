"""What can only be read from its start, unpacked into a file without a name, where any part is at hand."""

import bz2
import gzip
import lzma
import os
import tempfile
import weakref
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from django.utils.translation import gettext as _

from tertulia.exchange.readers.packed.section import section
from tertulia.exchange.readers.packed.stumbles import stumbling
from tertulia.exchange.records import BrokenExport

_PIECE = 1 << 18
_HEAD = 1 << 16
# bzip2 unpacks nothing before it has seen a block of 900,000 bytes, packed.
_BLOCK = 1 << 20
# Pages that repeat each other shrink to a hundredth; nothing of a weblog shrinks more.
_MOST_TIMES, _HARMLESS = 200, 1 << 30
# What xz itself needs for its best compression.
_MOST_MEMORY = 100 << 20
GZIP, BZIP2, XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0"


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Beginner(Protocol):
    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes: ...


def roomy() -> str | None:
    """Where a large file without a name is best kept; None is the usual place."""
    # Some systems keep /tmp in memory; this place is meant for what is large.
    large = Path("/var/tmp")  # noqa: S108 - the file has no name there
    return None if "TMPDIR" in os.environ or not large.is_dir() else str(large)


def is_compressed(head: bytes) -> bool:
    """Whether a file that begins so was compressed in a way that is known here."""
    return head.startswith((GZIP, BZIP2, XZ))


class Spool:
    """The unpacked content of one file, until this object is gone. One that ends too early is damaged, unless it
    ``may_be_cut``: then ``is_cut`` tells."""

    def __init__(self, name: str, source: BinaryIO, size: int, *, may_be_cut: bool = False) -> None:
        self._may_be_cut, self.is_cut = may_be_cut, False
        self._name, self._source, self._room = name, source, max(size * _MOST_TIMES, _HARMLESS)
        self._file = tempfile.TemporaryFile(dir=roomy())  # noqa: SIM115 - it lives as long as this object
        self.size = 0
        weakref.finalize(self, self._file.close)

    def fill(self) -> Iterator[int]:
        """Unpack it, a piece at each step; answers how many bytes of the packed file were read."""
        with stumbling(self._name):
            for piece in self._pieces():
                self.size += len(piece)
                if self.size > self._room:
                    raise BrokenExport(_("{file}: it would unpack to more than it can hold.").format(file=self._name))
                self._file.write(piece)
                yield self._source.tell()
            self._file.flush()

    def _pieces(self) -> Iterator[bytes]:
        try:
            yield from unpacked(self._source)
        except EOFError:
            if not self._may_be_cut:
                raise
            self.is_cut = True

    def part(self, start: int, size: int) -> BinaryIO:
        """Some of it as a file of its own."""
        return section(self._file.fileno(), start, size)

    def whole(self) -> BinaryIO:
        """All of it, from the start."""
        return self.part(0, self.size)


def beginning(source: BinaryIO) -> bytes:
    """How the content of a file begins, unpacked, as far as that can be read. Raises OSError."""
    raw = source.read(_HEAD)
    if raw.startswith(BZIP2):
        raw += source.read(_BLOCK)
    if raw.startswith(GZIP):
        decompressor: _Beginner = zlib.decompressobj(31)
    elif raw.startswith(BZIP2):
        decompressor = bz2.BZ2Decompressor()
    elif raw.startswith(XZ):
        decompressor = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MOST_MEMORY)
    else:
        return raw
    try:
        return decompressor.decompress(raw, _HEAD)
    except (OSError, lzma.LZMAError, zlib.error):
        return b""


def unpacked(source: BinaryIO) -> Iterator[bytes]:
    """The content of a compressed file in small pieces; that of any other as it is."""
    head = source.read(8)
    source.seek(0)
    if head.startswith(GZIP):
        packed = gzip.GzipFile(fileobj=source)
        # Each call unpacks once, so that an end that comes too early takes nothing with it.
        yield from iter(lambda: packed.read1(_PIECE), b"")
    elif head.startswith(BZIP2):
        yield from _streams(source, bz2.BZ2Decompressor)
    elif head.startswith(XZ):
        yield from _streams(source, lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MOST_MEMORY))
    else:
        yield from iter(lambda: source.read(_PIECE), b"")


def _streams(source: BinaryIO, begin: Callable[[], _Decompressor]) -> Iterator[bytes]:
    # A file may be several compressed ones, one behind the other, padded with zeros.
    rest = b""
    while rest := (rest or source.read(_PIECE)).lstrip(b"\0"):
        decompressor = begin()
        while not decompressor.eof:
            if decompressor.needs_input and not rest and not (rest := source.read(_PIECE)):
                raise EOFError(_("it ends too early"))
            if piece := decompressor.decompress(rest, _PIECE):
                yield piece
            rest = b""
        rest = decompressor.unused_data
