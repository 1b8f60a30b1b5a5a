"""SQLite lets one transaction write at a time: here the threads of a process wait for each other in a line.

By itself SQLite has whoever finds it busy sleep, longer each time and up to a tenth of a second, before it looks again.
With eight people who post at once the file lies idle most of the time, and who came first may be last. Between
processes SQLite's own lock does what it always did."""

from collections import defaultdict
from functools import lru_cache
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from tertulia.lib.line import Line

_lines: defaultdict[str, Line] = defaultdict(Line)
_Base: Any = base.DatabaseWrapper


class DatabaseWrapper(_Base):  # type: ignore[misc]
    """A connection whose transactions all mean to write (``transaction_mode`` IMMEDIATE). Those of another mode only
    read, and stand in no line."""

    _line: Line | None = None

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor that remembers statements."""
        return self.connection.cursor(factory=_Cursor)

    def _start_transaction_under_autocommit(self) -> None:
        if self.transaction_mode == "IMMEDIATE":
            self._wait()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> None:
        # One that fails is still going on, until it is rolled back.
        super()._commit()
        self._leave()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._leave()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._leave()

    def _wait(self) -> None:
        line = _lines[self.settings_dict["NAME"]]
        if not line.enter(self.settings_dict["OPTIONS"]["timeout"]):
            raise OperationalError("database is locked")
        self._line = line

    def _leave(self) -> None:
        if self._line:
            line, self._line = self._line, None
            line.leave()


class _Cursor(base.SQLiteCursorWrapper):
    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        return super().convert_query(query, param_names=param_names) if param_names else _with_marks(query)


@lru_cache(maxsize=1024)
def _with_marks(query: str) -> str:
    # As Django does it, each time anew.
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")
