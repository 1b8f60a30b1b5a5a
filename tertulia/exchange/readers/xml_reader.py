"""What all readers of exports in XML have in common."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from tertulia.exchange.readers.packed import PackedFile
from tertulia.exchange.readers.xml_file import XmlFile
from tertulia.exchange.records import Record


class XmlReader(ABC):
    """Reads one file, plain or packed with gzip; each iteration begins anew. Raises BrokenExport with one line for a
    file that is no such export, or is not whole; what is left out comes as notes at the end. All of ``MARKS`` stand in
    how such a file begins."""

    format: str
    MARKS: ClassVar[tuple[re.Pattern[bytes], ...]]

    def __init__(self, path: Path | PackedFile) -> None:
        self._file = XmlFile(path)
        self.size = self._file.size

    @property
    def position(self) -> int:
        """How much of it was read."""
        return self._file.position

    @classmethod
    def fits(cls, head: bytes) -> bool:
        """Whether a file that begins with ``head`` is such an export."""
        return all(mark.search(head) for mark in cls.MARKS)

    @abstractmethod
    def prepare(self) -> Iterator[None]:
        """Read what must be known before the first record, a little at each step."""

    @abstractmethod
    def _records(self) -> Iterator[Record]:
        """One pass over the file, once it was prepared."""

    def __iter__(self) -> Iterator[Record]:
        for _step in self.prepare():
            pass
        yield from self._records()
