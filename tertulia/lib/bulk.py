"""Many rows at once, as an import has them.

Django builds one long statement for some of them, again and again, from every value of every row; that takes several
times as long as the database needs to keep them. Here one statement is run for all."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.models.base import ModelState

Model = TypeVar("Model", bound=models.Model)

_AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)


def maker(model: type[Model], *names: str) -> Callable[..., Model]:
    """Makes new rows from the values of these fields, in their order: of a foreign key the row that it leads to, or
    (``post_id``) its id. In all others stands what does by default. The model itself looks at every field of every
    row, which takes many times as long."""
    fields: list[Any] = [*model._meta.local_concrete_fields]
    blank = {field.attname: field.get_default() for field in fields}
    columns = {field.name: field.attname for field in fields if field.is_relation}
    assert {*names} <= {*blank, *columns}
    related = [name for name in names if name in columns]

    def make(*values: Any) -> Model:
        row, state, given = model.__new__(model), ModelState(), dict(zip(names, values, strict=True))
        for name in related:
            if (other := given.pop(name)) is not None:
                state.fields_cache[name] = other
                given[columns[name]] = other.pk
        row.__dict__.update(blank, _state=state, **given)
        return row

    return make


def give_ids(rows: Sequence[models.Model]) -> None:
    """Give new rows of one model the ids with which they will be written, in this transaction and as the next ones of
    their model."""
    if not rows:
        return
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        for row, number in zip(rows, _numbers(cursor, type(rows[0]), len(rows)), strict=True):
            row.pk = number


def write_new(rows: Sequence[models.Model]) -> None:
    """Write new rows of one model, which get ids if they have none. Their texts are str, their numbers int and their
    moments have a zone; nothing else of what ``save`` does is done."""
    if not rows:
        return
    model = type(rows[0])
    fields: list[Any] = [*model._meta.local_concrete_fields]
    with transaction.atomic(savepoint=False), connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        if rows[0].pk is None:
            give_ids(rows)
        _write(cursor, model, _given(fields, rows, cursor.db))
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
        values = _columns([*fields, meta.pk], rows, cursor.db, add=False)
        cursor.executemany(sql, [*zip(*values, strict=True)])


def write_values(model: type[models.Model], columns: Mapping[str, str], rows: Sequence[Sequence[Any]]) -> None:
    """Write new rows of which nobody needs more than that they are there: the values of these columns, each with the
    type of PostgreSQL that its values are given in; SQLite takes texts and whole numbers. All others have a default in
    the database."""
    if not rows:
        return
    with transaction.atomic(savepoint=False), connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        if cursor.db.vendor == "postgresql":
            _copy(cursor, model._meta.db_table, columns, rows, types=[*columns.values()])
        else:
            _insert_together(cursor, model._meta.db_table, columns, rows)


def _numbers(cursor: Any, model: type[models.Model], count: int) -> Iterable[int]:
    # Nobody else gets these: on SQLite as only one transaction writes at a time.
    table = model._meta.db_table
    if cursor.db.vendor == "postgresql":
        # Materialized, so that the sequence is looked up once.
        sql = (
            "WITH one AS MATERIALIZED (SELECT pg_get_serial_sequence(%s, %s)::regclass AS sequence)"
            " SELECT nextval(sequence) FROM one, generate_series(1, %s)"
        )
        cursor.execute(sql, [f'"{table}"', model._meta.pk.column, count])
        return [number for (number,) in cursor.fetchall()]
    cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
    last = cursor.fetchone()
    first = last[0] + 1 if last else 1
    return range(first, first + count)


def _given(fields: Sequence[Any], rows: Sequence[models.Model], connection: Any) -> dict[str, Sequence[Any]]:
    # By column. One that is empty in all rows is so by itself.
    columns = zip(fields, _columns(fields, rows, connection, add=True), strict=True)
    return {field.column: values for field, values in columns if any(value is not None for value in values)}


def _columns(
    fields: Sequence[Any], rows: Sequence[models.Model], connection: Any, *, add: bool
) -> Iterator[Sequence[Any]]:
    # Column by column, as most of them need nothing done. Many a row is of one moment in several columns.
    moments: dict[Any, Any] = {None: None}
    return (_column(field, rows, connection, moments, add=add) for field in fields)


def _column(
    field: Any, rows: Sequence[models.Model], connection: Any, moments: dict[Any, Any], *, add: bool
) -> Sequence[Any]:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        values = [field.pre_save(row, add) for row in rows]
    else:
        values = [row.__dict__[field.attname] for row in rows]
    if isinstance(field, _AS_THEY_ARE):
        return values
    if isinstance(field, models.DateTimeField):
        moments |= {value: _moment(value, connection) for value in values if value not in moments}
        return [moments[value] for value in values]
    adapt = field.get_db_prep_save
    if isinstance(field, models.GenericIPAddressField):
        # As text, which any database takes; whoever speaks does so often.
        known = {value: str(adapt(value, connection)) for value in {*values} if value}
        return [known.get(value) for value in values]
    return [None if value is None else adapt(value, connection) for value in values]


def _moment(value: Any, connection: Any) -> Any:
    # As SQLite's backend has it, for what is in its zone already.
    if connection.vendor == "sqlite" and value.tzinfo is connection.timezone:
        return str(value.replace(tzinfo=None))
    return connection.ops.adapt_datetimefield_value(value)


def _write(cursor: Any, model: type[models.Model], columns: Mapping[str, Sequence[Any]]) -> None:
    run = _copy if cursor.db.vendor == "postgresql" else _insert
    run(cursor, model._meta.db_table, [*columns], zip(*columns.values(), strict=True))


def _insert(cursor: Any, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    names, places = ", ".join(f'"{column}"' for column in columns), ", ".join(["%s"] * len(columns))
    cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', rows)  # noqa: S608 - names of our own


def _insert_together(cursor: Any, table: str, columns: Iterable[str], rows: Iterable[Sequence[Any]]) -> None:
    # SQLite's search index writes all that it has kept in memory at the begin of each statement: with one statement for
    # each row that takes six times as long.
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(f"value ->> {place}" for place, _column in enumerate(columns))
    sql = f'INSERT INTO "{table}" ({names}) SELECT {values} FROM json_each(%s)'  # noqa: S608 - names of our own
    cursor.execute(sql, [json.dumps([*rows], ensure_ascii=False)])


def _copy(
    cursor: Any, table: str, columns: Iterable[str], rows: Iterable[Sequence[Any]], types: Sequence[str] = ()
) -> None:
    # With types in their binary form, which the server need not read.
    names = ", ".join(f'"{column}"' for column in columns)
    sql = f'COPY "{table}" ({names}) FROM STDIN{" (FORMAT BINARY)" if types else ""}'
    with cursor.db.wrap_database_errors, cursor.copy(sql) as copy:
        if types:
            copy.set_types(types)
        for row in rows:
            copy.write_row(row)
