"""The same as a scratch, which another process may read meanwhile."""

import shutil
import sqlite3
import tempfile
import weakref
from pathlib import Path

from tertulia.lib.scratch import SETTINGS, Scratch


class SharedScratch:
    """An empty database with these tables, in a folder of its own in that folder. ``kept`` is the connection; pickled,
    it becomes one that only reads, and knows what was committed. It goes with who made it."""

    def __init__(self, tables: str, folder: str | Path | None) -> None:
        self._path = Path(tempfile.mkdtemp(dir=folder)) / "kept"
        weakref.finalize(self, shutil.rmtree, self._path.parent, ignore_errors=True)
        self.kept = _connected(str(self._path))
        self.kept.executescript(f"{SETTINGS} {tables} BEGIN;")

    def commit(self) -> None:
        """From now on others know what is in it, and nothing more comes."""
        self.kept.execute("COMMIT")

    def __getstate__(self) -> dict[str, object]:
        return {"_path": self._path}

    def __setstate__(self, state: dict[str, Path]) -> None:
        self._path = state["_path"]
        self.kept = _connected(f"{self._path.as_uri()}?mode=ro&immutable=1")


def _connected(name: str) -> Scratch:
    is_uri = name.startswith("file:")
    return sqlite3.connect(name, isolation_level=None, check_same_thread=False, factory=Scratch, uri=is_uri)
