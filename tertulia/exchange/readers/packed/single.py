"""A file that came alone."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from tertulia.exchange.readers.packed.file import PackedFile
from tertulia.exchange.readers.packed.stumbles import stumbling
from tertulia.exchange.records import Note


class Single:
    """It, as if it were in a folder of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size, self.position = path.stat().st_size, 0

    def prepare(self) -> Iterator[None]:
        """It is read where it is."""
        return iter(())

    def notes(self) -> Iterator[Note]:
        """Nothing is left out."""
        return iter(())

    def __iter__(self) -> Iterator[PackedFile]:
        self.position = 0
        status = self.path.stat()
        yield PackedFile(self.path.name, status.st_size, datetime.fromtimestamp(status.st_mtime, UTC), self._open)
        self.position = self.size

    def _open(self) -> BinaryIO:
        with stumbling(self.path.name):
            return self.path.open("rb")
