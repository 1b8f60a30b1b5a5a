"""A dictionary on the disk, for what may be more than the memory holds."""

import pickle
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Generic, TypeVar

from tertulia.lib.scratch import Scratch, scratch

# As many values are held as anybody changes at a time.
_HELD = 1000
_TABLE = "CREATE TABLE things (number INTEGER PRIMARY KEY, key TEXT UNIQUE, value BLOB);"
_PUT = "UPDATE things SET value = ? WHERE key = ?"
_Value = TypeVar("_Value")


class Shelf(Generic[_Value]):
    """Values by their keys, in the order in which these came; a few stay in memory. A value that was got may be changed
    in place until some hundred others were; what ``items`` gives is to be read. Raises OSError if there is no room."""

    def __init__(self, folder: str | Path | None) -> None:
        self._folder = folder
        self._kept: Scratch | None = None
        self._held: dict[str, _Value] = {}
        self._size = 0

    def get(self, key: str) -> _Value | None:
        """What is there; None if nothing is."""
        if key in self._held:
            return self._hold(key, self._held[key])
        query = "SELECT value FROM things WHERE key = ?"
        found = self._kept.execute(query, (_plain(key),)).fetchone() if self._kept else None
        return self._hold(key, pickle.loads(found[0])) if found else None  # noqa: S301 - of nobody but ourselves

    def setdefault(self, key: str, value: _Value) -> _Value:
        """What is there; from now on ``value`` if nothing is."""
        found = self.get(key)
        if found is None:
            self[key] = found = value
        return found

    def __setitem__(self, key: str, value: _Value) -> None:
        if key not in self._held and (self._kept is None or self._add(self._kept, key)):
            self._size += 1
        self._hold(key, value)

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def __len__(self) -> int:
        return self._size

    def items(self) -> Iterator[tuple[str, _Value]]:
        """All that there is now."""
        if self._kept is None:
            yield from [*self._held.items()]
            return
        self._put_away(self._kept, len(self._held))
        for key, value in self._kept.execute("SELECT key, value FROM things ORDER BY number"):
            yield key, pickle.loads(value)  # noqa: S301 - of nobody but ourselves

    def _hold(self, key: str, value: _Value) -> _Value:
        if self._kept:
            # It goes behind those that nobody has asked for since.
            self._held.pop(key, None)
        self._held[key] = value
        if len(self._held) > _HELD:
            if self._kept is None:
                self._kept = scratch(_TABLE, self._folder)
                for known in self._held:
                    self._add(self._kept, known)
            self._put_away(self._kept, _HELD // 2)
        return value

    def _add(self, kept: Scratch, key: str) -> bool:
        # Whether it is new. Its place among the others is that at which it came.
        return kept.execute("INSERT OR IGNORE INTO things (key) VALUES (?)", (_plain(key),)).rowcount > 0

    def _put_away(self, kept: Scratch, count: int) -> None:
        oldest = [*islice(self._held.items(), count)]
        kept.executemany(_PUT, ((pickle.dumps(value), _plain(key)) for key, value in oldest))
        for key, _value in oldest:
            del self._held[key]


def _plain(key: str) -> str:
    # Half of a character cannot be written.
    return key.encode(errors="backslashreplace").decode()
