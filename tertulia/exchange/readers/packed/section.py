"""A part of a file, as a file of its own."""

import io
import os
from typing import BinaryIO, cast

_BUFFER = 1 << 16


class _Section(io.RawIOBase):
    # Reads by place and never by the position of the file, so any number of them can share one.

    def __init__(self, handle: int, start: int, size: int) -> None:
        self._handle, self._start, self._size, self._position = handle, start, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        wanted = min(len(buffer), max(0, self._size - self._position))
        data = os.pread(self._handle, wanted, self._start + self._position) if wanted else b""
        buffer[: len(data)] = data
        self._position += len(data)
        return len(data)

    def close(self) -> None:
        if not self.closed:
            os.close(self._handle)
        super().close()


def section(handle: int, start: int, size: int) -> BinaryIO:
    """``size`` bytes from ``start`` of the file that is open as ``handle``, which may be closed meanwhile."""
    return cast(BinaryIO, io.BufferedReader(_Section(os.dup(handle), start, size), _BUFFER))
