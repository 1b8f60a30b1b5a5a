"""Many rows at once, as an import has them.

Django builds one long statement for some of them, again and again, from every value of every row; that takes several
times as long as the database needs to keep them. Here one statement is run for all."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction

Model = TypeVar("Model", bound=models.Model)

_AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)


def maker(model: type[Model], *names: str) -> Callable[..., Model]:
    """Makes new rows from the values of these columns, in their order; in all others stands what does by default. The
    model itself looks at every field of every row, which takes several times as long."""
    fields: list[Any] = [*model._meta.local_concrete_fields]
    blank = [field.get_default() for field in fields]
    columns = [field.attname for field in fields]
    places = [columns.index(name) for name in names]

    def make(*values: Any) -> Model:
        row = blank.copy()
        for place, value in zip(places, values, strict=True):
            row[place] = value
        return model(*row)

    return make


def write_new(rows: Sequence[models.Model]) -> None:
    """Write new rows of one model, which get their ids. Their texts are str, their numbers int and their moments have a
    zone; nothing else of what ``save`` does is done."""
    if not rows:
        return
    model = type(rows[0])
    fields: list[Any] = [*model._meta.local_concrete_fields]
    with transaction.atomic(savepoint=False), connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        if isinstance(model._meta.pk, models.AutoField):
            for row, number in zip(rows, _numbers(cursor, model, len(rows)), strict=True):
                row.pk = number
        _write(cursor, model, [field.column for field in fields], _values(fields, rows, cursor.db, add=True))
    for row in rows:
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def write_changed(rows: Sequence[models.Model], names: Iterable[str]) -> None:
    """Write these fields of rows of one model that are there, as they stand in them; see ``write_new``."""
    if not rows:
        return
    meta = type(rows[0])._meta
    fields: list[Any] = [*map(meta.get_field, names)]
    columns = ", ".join(f'"{field.column}" = %s' for field in fields)
    sql = f'UPDATE "{meta.db_table}" SET {columns} WHERE "{meta.pk.column}" = %s'  # noqa: S608 - names of our own
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.executemany(sql, [*_values([*fields, meta.pk], rows, cursor.db, add=False)])


def write_values(model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Write new rows of which nobody needs more than that they are there: the values of these columns, as the database
    takes them. All others but the id have a default in the database."""
    if not rows:
        return
    key: Any = model._meta.pk
    with transaction.atomic(savepoint=False), connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        numbers = _numbers(cursor, model, len(rows))
        _write(cursor, model, [key.column, *columns], ((n, *row) for n, row in zip(numbers, rows, strict=True)))


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


def _values(
    fields: Sequence[Any], rows: Sequence[models.Model], connection: Any, *, add: bool
) -> Iterable[Sequence[Any]]:
    values_of: Callable[[models.Model], tuple[Any, ...]] = attrgetter(*(field.attname for field in fields))
    others = [(place, field) for place, field in enumerate(fields) if not isinstance(field, _AS_THEY_ARE)]
    adapt = _adapting(connection)
    for row in rows:
        values = [*values_of(row)]
        for place, field in others:
            values[place] = adapt(field, field.pre_save(row, add))
        yield values


def _adapting(connection: Any) -> Callable[[Any, Any], Any]:
    # Most moments come twice, as nothing has changed since it was made.
    moment = lru_cache(maxsize=100)(connection.ops.adapt_datetimefield_value)

    def adapted(field: Any, value: Any) -> Any:
        is_moment = isinstance(field, models.DateTimeField)
        return moment(value) if is_moment else field.get_db_prep_save(value, connection)

    return adapted


def _write(cursor: Any, model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    run = _copy if cursor.db.vendor == "postgresql" else _insert
    run(cursor, model._meta.db_table, columns, rows)


def _insert(cursor: Any, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    names, places = ", ".join(f'"{column}"' for column in columns), ", ".join(["%s"] * len(columns))
    cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', rows)  # noqa: S608 - names of our own


def _copy(cursor: Any, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    with cursor.db.wrap_database_errors, cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)
