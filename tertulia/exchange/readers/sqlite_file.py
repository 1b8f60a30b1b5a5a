"""An SQLite database that somebody else made, opened so that nothing in it can act and nothing of it is changed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.utils.translation import gettext as _

from tertulia.exchange.records import BrokenExport

_MAGIC = b"SQLite format 3\0"
# What was written last may stand beside the file and not yet in it.
_BESIDE = ("-wal", "-journal")


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that only reads. Raises BrokenExport for what is damaged, unfinished or no database."""
    if not _begins_well(path):
        raise BrokenExport(_("line 1: this is no SQLite database; unpack it first if it is packed."))
    for beside in _BESIDE:
        if (other := Path(f"{path}{beside}")).is_file() and other.stat().st_size:
            reason = _("line 1: {name} beside it holds what is not in it yet; stop the server, and copy it then.")
            raise BrokenExport(reason.format(name=other.name))
    try:
        with closing(_connected(path)) as connection:
            yield connection
    except (sqlite3.Error, OverflowError, MemoryError) as error:
        reason = _("line 1: the database is damaged: {error}.")
        raise BrokenExport(reason.format(error=" ".join(str(error).split())[:200])) from error


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table of that name; none if it is not there, or is no plain table."""
    found = connection.execute("SELECT type, sql FROM sqlite_master WHERE name = ?", (table,)).fetchall()
    if [kind for kind, _sql in found] != ["table"] or str(found[0][1]).lstrip().upper().startswith("CREATE VIRTUAL"):
        return []
    return [str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")]


def check(connection: sqlite3.Connection) -> None:
    """Raises BrokenExport unless all its pages are as they should be."""
    found = [row[0] for row in connection.execute("PRAGMA quick_check(1)")]
    if found != ["ok"]:
        raise sqlite3.DatabaseError(str(found[0]) if found else "quick_check")


def _begins_well(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def _connected(path: Path) -> sqlite3.Connection:
    address = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    connection.text_factory = lambda data: data.decode(errors="replace")
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON", "mmap_size = 0"):
        connection.execute(f"PRAGMA {pragma}")
    return connection
