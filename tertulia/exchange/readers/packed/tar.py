"""The files of a tar file, compressed or not."""

import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, cast

from django.utils.translation import gettext as _

from tertulia.exchange.readers.packed.file import PackedFile
from tertulia.exchange.readers.packed.left_out import LeftOut
from tertulia.exchange.readers.packed.names import checked
from tertulia.exchange.readers.packed.section import section
from tertulia.exchange.readers.packed.spool import Spool, is_compressed
from tertulia.exchange.readers.packed.stumbles import stumbling
from tertulia.exchange.records import BrokenExport, Note

_BLOCK = 512
_MOST = 2_000_000
# A header may be followed by one that is longer than a block; names and the like.
_LONGEST_HEADER = 1 << 20


def is_tar(head: bytes) -> bool:
    """Whether a file, unpacked, that begins so is a tar file."""
    return head[257:262] == b"ustar"


class Tar:
    """A tar file; a compressed one is unpacked aside first."""

    def __init__(self, path: Path) -> None:
        self.path, self.size, self.position = path, path.stat().st_size, 0
        self._spool: Spool | None = None
        self._left_out = LeftOut()
        with path.open("rb") as file:
            self._is_compressed = is_compressed(file.read(8))

    def prepare(self) -> Iterator[None]:
        """Unpack it aside."""
        if not self._is_compressed or self._spool:
            return
        with self.path.open("rb") as file:
            spool = Spool(_("the file"), file, self.size)
            for self.position in spool.fill():
                yield
        self._spool = spool

    def notes(self) -> Iterator[Note]:
        """What the last iteration left out."""
        return self._left_out.notes()

    def __iter__(self) -> Iterator[PackedFile]:
        for _step in self.prepare():
            pass
        self.position, self._left_out = 0, LeftOut()
        with self._whole() as whole, stumbling(_("the file")):
            size = self._spool.size if self._spool else self.size
            for member in _members(whole):
                self.position = min(self.size, member.offset * self.size // max(1, size))
                if found := self._file(member, size):
                    yield found
        self.position = self.size

    def _file(self, member: tarfile.TarInfo, size: int) -> PackedFile | None:
        if member.isdir():
            return None
        name = checked(member.name)
        if not member.isreg() or member.issparse():
            is_link = member.issym() or member.islnk()
            self._left_out.add(name, _("is a link; links are not followed") if is_link else _("is no plain file"))
            return None
        if member.offset_data + member.size > size:
            raise BrokenExport(_("{file}: is not whole.").format(file=name))
        at = datetime.fromtimestamp(member.mtime, UTC) if 0 < member.mtime < 1 << 33 else None
        return PackedFile(name, member.size, at, lambda: self._part(member.offset_data, member.size))

    def _whole(self) -> BinaryIO:
        return self._spool.whole() if self._spool else self.path.open("rb")

    def _part(self, start: int, size: int) -> BinaryIO:
        if self._spool:
            return self._spool.part(start, size)
        with self.path.open("rb") as file:
            return section(file.fileno(), start, size)


def _members(whole: BinaryIO) -> Iterator[tarfile.TarInfo]:
    with tarfile.open(fileobj=cast(BinaryIO, _Headers(whole)), mode="r:") as packed:
        for _number in range(_MOST):
            if (member := packed.next()) is None:
                break
            # It would remember each of them.
            packed.members = []  # type: ignore[attr-defined]
            yield member
        else:
            raise BrokenExport(_("it holds more files than a weblog has."))
        whole.seek(packed.offset)
        if whole.read(_BLOCK).strip(b"\0"):
            raise tarfile.ReadError(_("what follows the last file cannot be read"))


class _Headers:
    # What a header says of its own length is not believed.

    def __init__(self, file: BinaryIO) -> None:
        self.seek, self.tell, self._file = file.seek, file.tell, file

    def read(self, size: int) -> bytes:
        if size > _LONGEST_HEADER:
            raise tarfile.ReadError(_("a header is longer than any"))
        return self._file.read(size)
