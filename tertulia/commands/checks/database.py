"""The database: sound, up to date, and run by an SQLite that does not lose anything."""

import sqlite3
from collections import Counter
from collections.abc import Iterator

from django.db import connection

from tertulia.commands.checks import Problem
from tertulia.commands.installation import missing_migrations

# https://sqlite.org/wal.html#walresetbug: with these versions two processes may damage the database together.
_WAL_RESET_BUG = ((3, 7, 0), (3, 51, 2))


def check(seen: Counter[str]) -> Iterator[Problem]:
    """Integrity, references, constraints, migrations."""
    yield from _sqlite() if connection.vendor == "sqlite" else _postgres()
    missing = missing_migrations()
    yield from (Problem("migration", name, "has not run; start the server once") for name in missing)
    seen["database"] += 1


def judge_sqlite(version: tuple[int, int, int]) -> str:
    """Why this version of SQLite should not be used, or nothing."""
    first, last = _WAL_RESET_BUG
    if first <= version <= last:
        return "may damage a database under load (WAL reset bug); 3.51.3 or newer does not"
    return ""


def _sqlite() -> Iterator[Problem]:
    if why := judge_sqlite(sqlite3.sqlite_version_info):
        yield Problem("sqlite", sqlite3.sqlite_version, why)
    for (line,) in _rows("PRAGMA integrity_check"):
        if line != "ok":
            yield Problem("integrity", str(connection.settings_dict["NAME"]), str(line))
    for table, row, parent, _ in _rows("PRAGMA foreign_key_check"):
        yield Problem("reference", f"{table} row {row}", f"names a row of {parent} that is not there")
    [(mode,)] = _rows("PRAGMA journal_mode")
    if mode != "wal":
        yield Problem("journal", str(connection.settings_dict["NAME"]), f"is in mode {mode} and not wal")


def _postgres() -> Iterator[Problem]:
    for table, name in _rows("SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE NOT convalidated"):
        yield Problem("constraint", f"{table}.{name}", "was never checked against the rows that are there")
    for (name,) in _rows("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid"):
        yield Problem("index", str(name), "is not valid; REINDEX makes it anew")


def _rows(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())
