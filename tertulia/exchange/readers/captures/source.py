"""Captures, whatever they were saved as."""

from collections.abc import Iterator
from pathlib import Path

from tertulia.exchange.readers.captures import saved
from tertulia.exchange.readers.captures.capture import Capture, CaptureSource
from tertulia.exchange.readers.packed import files_in
from tertulia.exchange.records import Note


def captures_in(path: Path) -> CaptureSource:
    """The captures in a saved page, a folder of them, or a file they were packed into. Raises BrokenExport if it cannot
    be unpacked, and OSError if it cannot be read."""
    return _Captures(path)


class _Captures:
    def __init__(self, path: Path) -> None:
        self._files = files_in(path)
        self.size = self._files.size

    @property
    def position(self) -> int:
        return self._files.position

    def prepare(self) -> Iterator[None]:
        return self._files.prepare()

    def notes(self) -> Iterator[Note]:
        return self._files.notes()

    def __iter__(self) -> Iterator[Capture]:
        for file in self._files:
            yield saved.capture_of(file)
