"""What was read of stored pages last, so that reading one again costs a look at its file's date and nothing more."""

import threading
from collections import OrderedDict
from pathlib import Path

# All of one process together; a page of a hundred comments has some 15,000 bytes, compressed.
MOST_BYTES = 16_000_000

# Inode and time of writing (nanoseconds): another pair is another page.
Mark = tuple[int, int]


def mark_of(file: Path) -> Mark:
    """Which file stands there now. Raises FileNotFoundError or NotADirectoryError if none does."""
    found = file.stat()
    return found.st_ino, found.st_mtime_ns


class Memory:
    """The bytes of files that were read last, each as long as its page is the same."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self.most, self.size = most, 0
        self._kept: OrderedDict[Path, tuple[Mark, bytes]] = OrderedDict()
        self._guard = threading.Lock()

    def read(self, file: Path, mark: Mark) -> bytes:
        """The bytes of ``file``, which belongs to the page of that mark. Raises FileNotFoundError."""
        with self._guard:
            known = self._kept.get(file)
            if known and known[0] == mark:
                self._kept.move_to_end(file)
                return known[1]
        content = file.read_bytes()
        with self._guard:
            self._keep(file, mark, content)
        return content

    def _keep(self, file: Path, mark: Mark, content: bytes) -> None:
        known = self._kept.pop(file, None)
        self.size += len(content) - (len(known[1]) if known else 0)
        self._kept[file] = mark, content
        while self.size > self.most:
            _file, (_mark, oldest) = self._kept.popitem(last=False)
            self.size -= len(oldest)
