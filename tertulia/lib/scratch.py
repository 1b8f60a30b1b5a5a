"""A database without a name, for what is too much for memory and needed only once: it goes with who made it."""

import sqlite3
import tempfile
from pathlib import Path

_ALONE = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"


def scratch(tables: str, folder: str | Path | None) -> sqlite3.Connection:
    """An empty database with these tables, in a file in that folder (None: where temporary files are)."""
    # SQLite's own databases without a name are kept in memory by some builds of it.
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        kept = sqlite3.connect(file.name, isolation_level=None, check_same_thread=False)
        kept.executescript(f"{_ALONE} {tables} BEGIN;")
    return kept
