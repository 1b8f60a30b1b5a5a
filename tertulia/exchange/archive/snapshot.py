"""One moment of the database for as long as an export takes, while everybody else goes on writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """Inside, all that is read is as it was at the first look. Nothing may be written."""
    if connection.in_atomic_block:
        yield
        return
    with _reading(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _reading() -> Iterator[None]:
    # On SQLite every transaction takes the only write lock at once, as most mean to write; this one must not.
    here: Any = connection
    usual = getattr(here, "transaction_mode", None)
    if connection.vendor == "sqlite":
        here.transaction_mode = "DEFERRED"
    try:
        yield
    finally:
        if connection.vendor == "sqlite":
            here.transaction_mode = usual
