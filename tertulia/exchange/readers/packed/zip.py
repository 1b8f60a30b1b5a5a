"""The files of a ZIP file."""

import io
import struct
import weakref
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from stat import S_IFMT, S_IFREG, S_ISLNK
from typing import IO, BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from tertulia.exchange.readers.packed.file import PackedFile
from tertulia.exchange.readers.packed.left_out import LeftOut
from tertulia.exchange.readers.packed.names import checked
from tertulia.exchange.readers.packed.section import section
from tertulia.exchange.readers.packed.stumbles import stumbling
from tertulia.exchange.records import BrokenExport, Note
from tertulia.lib.zips import is_too_much, length_of_list

ZIP, EMPTY_ZIP = b"PK\x03\x04", b"PK\x05\x06"
_LONGEST_LIST = 16 << 20
_MOST = 100_000
_ENCRYPTED = 1
_LOCAL_HEADER = struct.Struct("<26xHH")
_MOST_TIMES = 200


class Zip:
    """A ZIP file; what is stored in it as it is can be read at any place."""

    def __init__(self, path: Path) -> None:
        self.path, self.size, self.position = path, path.stat().st_size, 0
        self._left_out = LeftOut()
        self._zip: ZipFile | None = None

    def prepare(self) -> Iterator[None]:
        """Nothing has to be unpacked."""
        return iter(())

    def notes(self) -> Iterator[Note]:
        """What the last iteration left out."""
        return self._left_out.notes()

    def __iter__(self) -> Iterator[PackedFile]:
        self.position, self._left_out = 0, LeftOut()
        packed = self._opened()
        for info in packed.infolist():
            if found := self._file(packed, info):
                yield found
            self.position = min(self.size, self.position + info.compress_size)
        self.position = self.size

    def _opened(self) -> ZipFile:
        if self._zip is None:
            file = self.path.open("rb")
            weakref.finalize(self, file.close)
            with stumbling(_("the file")):
                if length_of_list(file) > _LONGEST_LIST:
                    raise BrokenExport(_too_many())
                packed = ZipFile(file)
            _check(packed, self.size)
            self._zip = packed
        return self._zip

    def _file(self, packed: ZipFile, info: ZipInfo) -> PackedFile | None:
        if info.is_dir():
            return None
        if info.orig_filename.replace("\\", "/") != info.filename.replace("\\", "/"):
            checked(info.orig_filename)
        name = checked(info.filename.replace("\\", "/"))
        kind = S_IFMT(info.external_attr >> 16)
        if kind not in (0, S_IFREG):
            is_link = S_ISLNK(kind)
            self._left_out.add(name, _("is a link; links are not followed") if is_link else _("is no plain file"))
            return None
        if info.flag_bits & _ENCRYPTED:
            raise BrokenExport(_("{file}: is locked with a password; unpack it first.").format(file=name))
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise BrokenExport(_("{file}: is packed in a way that is not known here.").format(file=name))
        is_stored = info.compress_type == ZIP_STORED
        return PackedFile(
            name, info.file_size, _changed(info), lambda: self._open(packed, info, name), is_seekable=is_stored
        )

    def _open(self, packed: ZipFile, info: ZipInfo, name: str) -> BinaryIO:
        with stumbling(name):
            stream = packed.open(info)
            if info.compress_type == ZIP_DEFLATED:
                return cast(BinaryIO, io.BufferedReader(_Telling(stream, name)))
            # ``stream`` has looked at the header, and knows no way to a later place but to read all before it.
            stream.close()
            with self.path.open("rb") as file:
                file.seek(info.header_offset)
                start = info.header_offset + 30 + sum(_LOCAL_HEADER.unpack(file.read(30)))
                return section(file.fileno(), start, info.file_size)


class _Telling(io.RawIOBase):
    # Says of damage which file it is in.

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._stream, self._name = stream, name

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        with stumbling(self._name):
            return self._stream.seek(offset, whence)

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        with stumbling(self._name):
            data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def _changed(info: ZipInfo) -> datetime | None:
    try:
        # In the time of a clock nobody knows: good enough to tell copies of one page apart.
        return datetime(*info.date_time, tzinfo=UTC) if info.date_time[0] > 1980 else None
    except ValueError:
        return None


def _check(packed: ZipFile, size: int) -> None:
    infos = packed.infolist()
    if len(infos) > _MOST:
        raise BrokenExport(_too_many())
    if is_too_much(infos, size, _MOST_TIMES):
        raise BrokenExport(_("it would unpack to more than it can hold."))


def _too_many() -> str:
    return _("it lists more files than can be read; unpack it, and import the folder.")
