"""The archive as a file: what is in it, whether all of it is there and as it was written. Knows no database."""

import hashlib
import io
import json
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, cast
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from tertulia.exchange.archive import entries, manifest
from tertulia.exchange.archive.kind import Kind, Record
from tertulia.exchange.archive.lines import broken, records_in
from tertulia.exchange.archive.schema_weblog import WEBLOG
from tertulia.exchange.records import BrokenExport

MIMETYPE = b"application/x-tertulia-archive"
_MEDIA = "media/"
_CHUNK = 1 << 20
_LARGEST_MANIFEST = 64 * 1024 * 1024
_BUFFER = 1 << 18
# Whatever damaged or made-up archives make Python's reader of them stumble over.
_STUMBLES = (
    BadZipFile,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)


def is_archive(path: Path) -> bool:
    """Whether the file is one of our archives, be it whole or not. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(100)
    if not head.startswith(b"PK\x03\x04"):
        return False
    return head[30:].startswith(b"mimetype" + MIMETYPE) or _has_manifest(path)


def _has_manifest(path: Path) -> bool:
    # Somebody has unpacked it and packed it again.
    try:
        with path.open("rb") as file, _stumbling(path.name):
            entries.check_end(file)
            return {manifest.NAME, WEBLOG.file} <= {*ZipFile(file).namelist()}
    except BrokenExport:
        return False


class Archive:
    """An archive that is open for reading. Raises BrokenExport if its list and its files do not fit."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        try:
            with _stumbling(_("the file")):
                entries.check_end(self._file)
                self._zip = ZipFile(self._file)
            entries.check(self._zip, self.size)
            self.manifest = manifest.read_manifest(self._content(manifest.NAME))
            entries.compare(self._zip, self.manifest)
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()
        self._file.close()

    @property
    def size(self) -> int:
        """Of the whole file, in bytes."""
        return self._file.seek(0, io.SEEK_END)

    @property
    def media(self) -> list[str]:
        """The names of its files below the media folder."""
        return [name.removeprefix(_MEDIA) for name in self.manifest.files if name.startswith(_MEDIA)]

    def verify(self) -> Iterator[str]:
        """Read every file to its end; answers each that is as it was written, and raises BrokenExport at the first that
        is not."""
        for name, listed in self.manifest.files.items():
            digest = hashlib.sha256()
            with self._reading(name) as file:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
            if digest.hexdigest() != listed.digest:
                raise BrokenExport(_("{file}: is not what was written: its SHA-256 is another.").format(file=name))
            yield name

    def records(self, kind: Kind) -> Iterator[Record]:
        """The records of that kind, each as it must be, and as many as the list says."""
        read, listed = 0, self.manifest.records[kind.name]
        with self._reading(kind.file) as file:
            for record in records_in(kind, file):
                read += 1
                yield record
        if read != listed:
            raise broken(kind, read, _("is the last, and there must be {count}").format(count=listed))

    def records_again(self, kind: Kind) -> Iterator[Record]:
        """The same, which were looked at before."""
        with self._reading(kind.file) as file:
            yield from map(json.loads, file)

    @contextmanager
    def medium(self, name: str) -> Iterator[IO[bytes]]:
        """A file below the media folder."""
        with self._reading(f"{_MEDIA}{name}") as file:
            yield file

    @contextmanager
    def _reading(self, name: str) -> Iterator[IO[bytes]]:
        with _stumbling(name), self._zip.open(name) as entry:
            yield cast(IO[bytes], io.BufferedReader(cast(io.RawIOBase, entry), _BUFFER))

    def _content(self, name: str) -> bytes:
        if name not in self._zip.namelist():
            raise BrokenExport(_("it holds no {file}.").format(file=name))
        if self._zip.getinfo(name).file_size > _LARGEST_MANIFEST:
            raise BrokenExport(_("{file}: is longer than it may be.").format(file=name))
        with self._reading(name) as file:
            return file.read()


@contextmanager
def _stumbling(name: str) -> Iterator[None]:
    try:
        yield
    except _STUMBLES as error:
        raise BrokenExport(_("{file} is damaged: {error}.").format(file=name, error=error or repr(error))) from error
