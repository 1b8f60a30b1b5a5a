"""SQLite's settings for work that writes many batches of rows, one after the other."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

# Kilobytes of pages at hand, as negative numbers mean them; and so many pages before they go from the log to the file.
_SETTINGS = {"cache_size": -8_000, "wal_autocheckpoint": 5_000}


@contextmanager
def much_written() -> Iterator[None]:
    """Keep more pages at hand than the two megabytes that SQLite has by itself: a batch touches more of them, and each
    was read and written several times over. Nothing else changes; other databases care for themselves."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        before = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in _SETTINGS}
    _set(connection, _SETTINGS)
    try:
        yield
    finally:
        _set(connection, before)


def _set(connection: Any, settings: Mapping[str, int]) -> None:
    with connection.cursor() as cursor:
        for name, value in settings.items():
            cursor.execute(f"PRAGMA {name} = {value}")
