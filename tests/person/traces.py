"""Every place where somebody may have left a trace: all columns of all tables, pages, the file of the database."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import connection


def in_tables(things: Iterable[str]) -> list[str]:
    """The columns of the database that hold one of these texts, in letters of any size."""
    wanted = [thing.lower() for thing in things]
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                found += [
                    f"{table}.{column}" for column, value in zip(columns, row, strict=True) if _has(value, wanted)
                ]
    return sorted({*found})


def in_file(things: Iterable[str]) -> list[str]:
    """Those of these texts that stand in SQLite's file, once free pages are gone."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    name = Path(connection.settings_dict["NAME"])
    content = b"".join(path.read_bytes() for path in name.parent.glob(f"{name.name}*")).lower()
    return [thing for thing in things if thing.lower().encode() in content]


def _has(value: Any, wanted: list[str]) -> bool:
    text = bytes(value).decode(errors="replace") if isinstance(value, memoryview | bytes) else str(value)
    return any(thing in text.lower() for thing in wanted)
