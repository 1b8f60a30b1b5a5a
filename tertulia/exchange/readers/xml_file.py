"""An XML file as it really is: packed or not, in the encoding it names, with what servers wrote before its first line
and bytes that no XML may hold. Nothing of this stops the reading; what was put right can be told."""

import codecs
import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from django.utils.translation import gettext as _

from tertulia.exchange.readers.cut_short import cut_short
from tertulia.exchange.readers.encoding import windows_1252
from tertulia.exchange.readers.packed import PackedFile
from tertulia.exchange.readers.tally import Tally
from tertulia.exchange.readers.xml_element import Element, Format
from tertulia.exchange.readers.xml_stream import XmlStream
from tertulia.exchange.records import BrokenExport

_PIECE = 1 << 16
_GZIP = b"\x1f\x8b"
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([\w.:-]{1,40})["']""")
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# Characters that XML forbids, in UTF-8; in texts of people they are slips of a keyboard or a database.
_FORBIDDEN = bytes(code for code in range(32) if code not in b"\t\n\r")
_NONE = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_ESCAPED = re.compile("[\udc80-\udcff]")
_KNOWN = re.compile(r"iso8859-\d+|cp\d+|koi8-\w|euc_\w+|shift_jis\w*|big5\w*|gb\w+|mac-\w+|tis-620")
# Text is never packed tighter than that.
_TIGHTEST = 200


class XmlFile:
    """One file; each iteration over its ``branches`` begins anew. ``position`` is how many of its ``size`` bytes were
    read, ``dropped`` and ``misread`` how many characters were left out, or were not in the encoding of the rest. Lines
    are counted from ``first_line``; ``last_line`` is where the last iteration ended."""

    def __init__(self, source: Path | PackedFile) -> None:
        self.source = source
        self.size = source.size if isinstance(source, PackedFile) else source.stat().st_size
        self.position = self.dropped = self.misread = 0
        self.first_line, self.last_line = 1, 0

    def branches(self, form: Format) -> Iterator[Element]:
        """The elements that ``form`` asks for. Raises BrokenExport."""
        self.position = self.dropped = self.misread = 0
        line = self.first_line
        try:
            with self._open() as file:
                pieces = _pieces(file, self.size)
                first, skipped = _begin(next(pieces, b""), form.root)
                stream = XmlStream(form, self.first_line + skipped)
                decode = self._decoder(first)
                piece: bytes | None = first
                while piece is not None:
                    yield from stream.feed(decode(piece, False))
                    self.position, line = file.tell(), stream.line
                    piece = next(pieces, None)
                yield from stream.feed(decode(b"", True), is_last=True)
                self.last_line = stream.line
            self.position = self.size
        except (EOFError, zlib.error, OSError) as error:
            raise cut_short(line, error) from error

    def mentions(self, *words: bytes) -> bool:
        """Whether one of the words is in it; a word of an encoding of two bytes may be there unseen, so True."""
        before = b""
        try:
            with self._open() as file:
                for piece in _pieces(file, self.size):
                    if not before and piece.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                        return True
                    seen = before + piece
                    if any(word in seen for word in words):
                        return True
                    before = piece[-100:]
        except (EOFError, zlib.error, OSError):
            return True
        return False

    def tell_of_bytes(self, tally: Tally) -> None:
        """Count what was put right in the last iteration."""
        if self.dropped:
            tally.add(_("bytes that no text may hold were left out"), 1, self.dropped)
        if self.misread:
            tally.add(_("bytes that are no UTF-8 were read as Windows-1252"), 1, self.misread)

    def _open(self) -> BinaryIO:
        return self.source.open() if isinstance(self.source, PackedFile) else self.source.open("rb")

    def _decoder(self, first: bytes) -> Callable[[bytes, bool], bytes]:
        name = _encoding_of(first)
        decoder = codecs.getincrementaldecoder(name)("surrogateescape" if name.startswith("utf-8") else "replace")

        def decode(piece: bytes, is_last: bool) -> bytes:
            text = decoder.decode(piece, is_last)
            try:
                data = text.encode()
            except UnicodeEncodeError:
                text, count = _ESCAPED.subn(_as_windows, text)
                self.misread += count
                data = text.encode(errors="replace")
            return self._allowed(data)

        return decode

    def _allowed(self, data: bytes) -> bytes:
        kept = data.translate(None, _FORBIDDEN)
        for sequence in _NONE:
            kept = kept.replace(sequence, b"")
        self.dropped += len(data) - len(kept)
        return kept


def _pieces(file: BinaryIO, size: int) -> Iterator[bytes]:
    packed = file.read(2) == _GZIP
    file.seek(0)
    source = cast(BinaryIO, gzip.GzipFile(fileobj=file)) if packed else file
    room = size * _TIGHTEST + _PIECE
    while piece := source.read(_PIECE):
        room -= len(piece)
        if room < 0:
            raise BrokenExport(_("line 1: the file is packed so tightly that it can hold no texts of people."))
        yield piece


def _begin(first: bytes, root: str) -> tuple[bytes, int]:
    """The first piece from where its XML begins, and how many line ends are before that: servers wrote warnings and
    blank lines there."""
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return first, 0
    start = first.find(b"<?xml")
    if start < 0 or f"<{root}".encode() in first[:start]:
        start = len(first) - len(first.lstrip(b" \t\r\n"))
    return first[start:], first.count(b"\n", 0, start)


def _encoding_of(first: bytes) -> str:
    for mark, name in _MARKS.items():
        if first.startswith(mark):
            return name
    declared = _DECLARED.match(first)
    wanted = declared[1].decode().lower() if declared else "utf-8"
    # As its first line could be read, it is in no encoding of two bytes, whatever it says.
    if wanted.startswith("utf") or wanted in ("ascii", "us-ascii"):
        return "utf-8"
    try:
        name = codecs.lookup(wanted).name
    except LookupError:
        name = ""
    if not _KNOWN.fullmatch(name):
        raise BrokenExport(
            _("line 1: the file says that it is in “{name}”, which is no encoding that is known here.").format(
                name=wanted
            )
        )
    return name


def _as_windows(found: re.Match[str]) -> str:
    return windows_1252(chr(ord(found[0]) - 0xDC00))
