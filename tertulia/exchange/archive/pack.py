"""A ZIP file being written: the same content gives the same bytes, and of everything the digest is known."""

import hashlib
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from tertulia.exchange.archive.manifest import Listed

_CHUNK = 1 << 20
# ZIP files know no time before this, and when an archive was made must not make it another one.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX, _PLAIN_FILE = 3, 0o100644 << 16
# What is packed already.
_PACKED = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".mp3", ".mp4", ".m4a", ".ogg", ".webm", ".zip", ".gz")


class Pack:
    """Files go in one after the other, and none twice. ``files`` says of each how long it is and its SHA-256."""

    def __init__(self, path: Path) -> None:
        self._zip = ZipFile(path, "w", ZIP_DEFLATED, compresslevel=6)
        self._beside = path.parent
        self.files: dict[str, Listed] = {}

    def __enter__(self) -> "Pack":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def add(self, name: str, content: bytes, *, packed: bool = True) -> None:
        """A small file."""
        with self._zip.open(_info(name, len(content), packed=packed), "w") as entry:
            entry.write(content)
        self._note(name, len(content), hashlib.sha256(content).hexdigest())

    def add_lines(self, name: str, lines: Iterable[bytes]) -> int:
        """A file of these lines; answers how many they are."""
        # How long an entry is must be known before it begins, or it takes a form that some programs cannot read.
        with tempfile.TemporaryFile(dir=self._beside) as file:
            count = 0
            for line in lines:
                file.write(line)
                count += 1
            size = file.tell()
            file.seek(0)
            self.add_file(name, file, size)
        return count

    def add_file(self, name: str, file: IO[bytes], size: int) -> None:
        """A file of any length."""
        digest, length = hashlib.sha256(), 0
        with self._zip.open(_info(name, size, packed=not name.lower().endswith(_PACKED)), "w") as entry:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                length += entry.write(chunk)
        self._note(name, length, digest.hexdigest())

    def _note(self, name: str, size: int, digest: str) -> None:
        self.files[name] = Listed(size, digest)


def _info(name: str, size: int, *, packed: bool) -> ZipInfo:
    info = ZipInfo(name, _NO_TIME)
    info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
    info.create_system, info.external_attr, info.file_size = _UNIX, _PLAIN_FILE, size
    return info
