"""A database without a name, for what is too much for memory and needed only once: it goes with who made it."""

import errno
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SETTINGS = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"


class Scratch(sqlite3.Connection):
    """Raises OSError where there is no room, or the disk fails. What is asked for in another order than it came in
    needs an index: SQLite may sort in memory."""

    def execute(self, query: str, given: Any = (), /) -> sqlite3.Cursor:
        """As sqlite3 does it."""
        with _told():
            return super().execute(query, given)

    def executemany(self, query: str, given: Iterable[Any], /) -> sqlite3.Cursor:
        """As sqlite3 does it."""
        with _told():
            return super().executemany(query, given)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        is_full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
        raise OSError(errno.ENOSPC if is_full else errno.EIO, str(error)) from error


def scratch(tables: str, folder: str | Path | None) -> Scratch:
    """An empty database with these tables, in a file in that folder (None: where temporary files are)."""
    # SQLite's own databases without a name are kept in memory by some builds of it.
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        kept = sqlite3.connect(file.name, isolation_level=None, check_same_thread=False, factory=Scratch)
        kept.executescript(f"{SETTINGS} {tables} BEGIN;")
    return kept
