"""The bytes of a web archive, unpacked, in the small steps in which warcio asks for them.

Its own reader believes lengths, takes lines of any length into memory and goes on silently after broken gzip; this one
does not."""

import zlib
from typing import BinaryIO

from django.utils.translation import gettext as _

Place = tuple[int, int]

_PIECE = 1 << 16
_LONGEST_READ = 1 << 20
_LONGEST_HEAD = 1 << 18
_GZIP = b"\x1f\x8b"


class WarcStream:
    """A web archive from ``place`` on. A packed one is a row of gzip members, usually one for each record: reading ends
    where one of them does, until ``skip_blank`` goes on to the next. Raises EOFError and zlib.error."""

    def __init__(self, file: BinaryIO, place: Place = (0, 0)) -> None:
        self._file = file
        self._file.seek(place[0])
        self._packed: zlib._Decompress | None = None
        self._raw = self._file.read(_PIECE)
        self._is_packed = self._raw.startswith(_GZIP)
        self._member, self._before, self._data, self._at = place[0], 0, b"", 0
        self._room: int | None = None
        self._begin()
        self.skip(place[1])

    @property
    def place(self) -> Place:
        """Where the next byte is: that of the file at which its member begins, and how far into that."""
        inside = self._before + self._at
        return (self._member, inside) if self._is_packed else (self._member + inside, 0)

    @property
    def position(self) -> int:
        """How many bytes of the file were read."""
        return self._file.tell()

    def limit_head(self) -> None:
        """From here on lines may be no longer than the head of a record, all together."""
        self._room = _LONGEST_HEAD

    def end_head(self) -> None:
        """The lines of the head are over."""
        self._room = None

    def read(self, length: int) -> bytes:
        """At most so many bytes; none at the end of a member."""
        data = b"" if length <= 0 else self._some()
        data = data[self._at : self._at + min(length, _LONGEST_READ)]
        self._at += len(data)
        return data

    def readline(self, length: int | None = None) -> bytes:
        """A line, with its end."""
        line = b""
        room = _LONGEST_HEAD if length is None else min(length, _LONGEST_HEAD)
        while room > len(line) and (data := self._some()):
            end = data.find(b"\n", self._at) + 1 or len(data)
            end = min(end, self._at + room - len(line))
            line, self._at = line + data[self._at : end], end
            if line.endswith(b"\n"):
                break
        self._take_room(len(line))
        return line

    def skip(self, length: int) -> int:
        """Go on by so many bytes; answers how many of them are not there."""
        while length and (data := self._some()):
            step = min(length, len(data) - self._at)
            self._at, length = self._at + step, length - step
        return length

    def skip_blank(self) -> bool:
        """Go on to the next record: over blank lines and ends of members. False at the end of the file."""
        while True:
            data = self._some()
            if data:
                rest = data[self._at :].lstrip(b"\r\n")
                self._at = len(data) - len(rest)
                if rest:
                    return True
            elif not self._is_packed or not self._next_member():
                return False

    def has_next_member(self) -> bool:
        """Whether another one follows the one that was read to its end."""
        return self._is_packed and bool(self._raw or self._more())

    def _some(self) -> bytes:
        # What was unpacked already, or else the next piece of it.
        while self._at >= len(self._data):
            self._before += len(self._data)
            self._data, self._at = self._unpack(), 0
            if not self._data:
                break
        return self._data

    def _unpack(self) -> bytes:
        if not self._is_packed:
            data, self._raw = self._raw or self._file.read(_PIECE), b""
            return data
        while self._packed and not self._packed.eof:
            if not self._raw and not self._more():
                raise EOFError(_("it ends too early"))
            data = self._packed.decompress(self._raw, _PIECE)
            self._raw = self._packed.unused_data if self._packed.eof else self._packed.unconsumed_tail
            if data:
                return data
        return b""

    def _more(self) -> bool:
        self._raw = self._file.read(_PIECE)
        return bool(self._raw)

    def _next_member(self) -> bool:
        if not self.has_next_member():
            return False
        if not self._raw.strip(b"\0"):
            self._raw = b""
            return self._next_member()
        self._member, self._before, self._data, self._at = self._file.tell() - len(self._raw), 0, b"", 0
        self._begin()
        return True

    def _begin(self) -> None:
        self._packed = zlib.decompressobj(31) if self._is_packed else None

    def _take_room(self, length: int) -> None:
        if self._room is not None:
            self._room -= length
            if self._room <= 0:
                raise ValueError(_("its head is longer than any"))
