"""What a WACZ file lists of what is in it, kept on the disk until it is written, as a weblog may have any number."""

from collections.abc import Iterator
from pathlib import Path

from tertulia.lib.scratch import scratch

_TABLES = "CREATE TABLE entries (line TEXT); CREATE INDEX in_order ON entries (line); CREATE TABLE pages (line TEXT);"


class Lists:
    """The entries of the index, and the pages that people read; each a line."""

    def __init__(self, folder: Path) -> None:
        self._kept = scratch(_TABLES, folder)

    def add_entry(self, line: str) -> None:
        """One more answer."""
        self._kept.execute("INSERT INTO entries VALUES (?)", (line,))

    def add_page(self, line: str) -> None:
        """One more page."""
        self._kept.execute("INSERT INTO pages VALUES (?)", (line,))

    def entries(self) -> Iterator[bytes]:
        """The index, in the order of its bytes."""
        return self._lines("SELECT line FROM entries ORDER BY line")

    def pages(self) -> Iterator[bytes]:
        """The pages, as they came."""
        return self._lines("SELECT line FROM pages ORDER BY rowid")

    def close(self) -> None:
        """Forget all of it."""
        self._kept.close()

    def _lines(self, query: str) -> Iterator[bytes]:
        return (line.encode() for (line,) in self._kept.execute(query))
