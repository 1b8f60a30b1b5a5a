"""Many new rows at once, as an import has them.

Django builds one long statement for some of them, again and again, from every value of every row; that takes several
times as long as the database needs to keep them. Here one statement is run for all."""

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction

_AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)


def write_new(rows: Sequence[models.Model]) -> None:
    """Write new rows of one model, which get their ids. Their texts are str and their numbers int; nothing else of what
    ``save`` does is done."""
    if not rows:
        return
    model, connection = type(rows[0]), connections[DEFAULT_DB_ALIAS]
    fields: list[Any] = [*model._meta.local_concrete_fields]
    write = _copy if connection.vendor == "postgresql" else _insert
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        if isinstance(model._meta.pk, models.AutoField):
            for row, number in zip(rows, _numbers(cursor, model, len(rows)), strict=True):
                row.pk = number
        write(cursor, model._meta.db_table, [field.column for field in fields], _values(fields, rows, connection))
    for row in rows:
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def _numbers(cursor: Any, model: type[models.Model], count: int) -> Iterable[int]:
    # Nobody else gets these: on SQLite as only one transaction writes at a time.
    table = model._meta.db_table
    if cursor.db.vendor == "postgresql":
        sql = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
        cursor.execute(sql, [f'"{table}"', model._meta.pk.column, count])
        return [number for (number,) in cursor.fetchall()]
    cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
    last = cursor.fetchone()
    first = last[0] + 1 if last else 1
    return range(first, first + count)


def _values(fields: Sequence[Any], rows: Sequence[models.Model], connection: Any) -> Iterable[Sequence[Any]]:
    values_of: Callable[[models.Model], tuple[Any, ...]] = attrgetter(*(field.attname for field in fields))
    others = [(place, field) for place, field in enumerate(fields) if not isinstance(field, _AS_THEY_ARE)]
    for row in rows:
        values = [*values_of(row)]
        for place, field in others:
            values[place] = field.get_db_prep_save(field.pre_save(row, add=True), connection)
        yield values


def _insert(cursor: Any, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    names, places = ", ".join(f'"{column}"' for column in columns), ", ".join(["%s"] * len(columns))
    cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', rows)  # noqa: S608 - names of our own


def _copy(cursor: Any, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    with cursor.db.wrap_database_errors, cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)
