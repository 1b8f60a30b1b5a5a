"""Statements that are built once and run often.

Django builds the SQL of a query anew each time, which takes ten times as long as the database takes to answer. Where
somebody waits for a dozen statements in a row it pays to keep what was built; anywhere else it does not. What is kept
is the same for all threads."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import attrgetter, itemgetter
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.expressions import Expression
from django.db.models.query import FlatValuesListIterable, ModelIterable, get_related_populators
from django.db.models.sql import InsertQuery, UpdateQuery
from django.utils.functional import cached_property

Row = TypeVar("Row")
Model = TypeVar("Model", bound=models.Model)


class Given(Expression):
    """The place in a statement of a value that comes with each run: ``filter(ip=Given("ip"))``. Never of None."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """A place, and itself as what has to be replaced."""
        return "%s", [self]


class _Open(threading.local):
    cursor: Any = None


_open = _Open()


@contextmanager
def one_cursor() -> Iterator[None]:
    """Let all that this thread runs within share a cursor. It costs more to make one than to run a small statement."""
    before = _open.cursor
    with connections[DEFAULT_DB_ALIAS].cursor() as _open.cursor:
        try:
            yield
        finally:
            _open.cursor = before


def _with_cursor(run: Callable[[Any], Any]) -> Any:
    if _open.cursor:
        return run(_open.cursor)
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        return run(cursor)


def ask(sql: str) -> list[tuple[Any, ...]]:
    """The rows of a statement that is whole numbers and names of ours throughout: a hundred parameters cost the ORM
    more than the question costs the database."""
    rows: list[tuple[Any, ...]] = _with_cursor(lambda cursor: cursor.execute(sql) and cursor.fetchall())
    return rows


def execute(sql: str) -> None:
    """Run such a statement."""
    _with_cursor(lambda cursor: cursor.execute(sql))


class Question(Generic[Row]):
    """A query that is asked often; ``build`` answers its QuerySet, of objects or of ``values_list``."""

    def __init__(self, build: Callable[[], "models.QuerySet[Any, Row]"]) -> None:
        self._build = build

    def all(self, **given: Any) -> list[Row]:
        """What the database answers now."""
        rows: list[Row] = _with_cursor(lambda cursor: self._query.run(cursor, given))
        return rows

    def first(self, **given: Any) -> Row | None:
        """The first row, if there is one."""
        return next(iter(self.all(**given)), None)

    @cached_property
    def _query(self) -> "_Query":
        return _Query(self._build())


class Insertion(Generic[Model]):
    """Writes new rows, one at a time. ``computed``: SQL (without values) of fields that the database works out."""

    def __init__(self, model: type[Model], computed: Callable[[], Mapping[str, Expression]] = dict) -> None:
        self._model, self._computed = model, computed

    def __call__(self, row: Model) -> Model:
        """Write ``row``, which gets its id. Its texts are str and its numbers int; nothing else of what ``save`` does
        is done."""
        row.pk = _with_cursor(lambda cursor: self._writing.run(cursor, row, add=True).fetchone()[0])
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
        return row

    @cached_property
    def _writing(self) -> "_Writing":
        meta = self._model._meta
        fields = [field for field in meta.local_concrete_fields if field is not meta.pk]
        like: Any = SimpleNamespace(**_places(fields) | dict(self._computed()))
        query = InsertQuery(self._model)
        query.insert_values(fields, [like], raw=True)
        compiler: Any = query.get_compiler(DEFAULT_DB_ALIAS)
        compiler.returning_fields = [meta.pk]
        [(sql, places)] = compiler.as_sql()
        return _Writing(self._model, sql, places)


class Change(Generic[Model]):
    """Writes some fields of a row that is there."""

    def __init__(self, model: type[Model], names: Iterable[str]) -> None:
        self._model, self._names = model, names

    def __call__(self, row: Model) -> None:
        """Write these fields as they stand in ``row``."""
        _with_cursor(lambda cursor: self._writing.run(cursor, row, add=False))

    @cached_property
    def _writing(self) -> "_Writing":
        fields: list[Any] = [self._model._meta.get_field(name) for name in self._names]
        key = self._model._meta.pk.attname
        query: Any = self._model._base_manager.filter(pk=Given(key)).query.chain(UpdateQuery)
        query.add_update_fields(
            [(field, None, place) for field, place in zip(fields, _places(fields).values(), strict=True)]
        )
        return _Writing(self._model, *query.get_compiler(DEFAULT_DB_ALIAS).as_sql())


class _Writing:
    # A statement all of whose values are fields of a row. Most go to the database as they are.
    def __init__(self, model: type[models.Model], sql: str, places: Sequence[Given]) -> None:
        names = [place.name for place in places]
        fields: list[Any] = [model._meta.get_field(name) for name in names]
        self._sql, self._values_of = sql, attrgetter(*names)
        self._others = [(n, field) for n, field in enumerate(fields) if not isinstance(field, _AS_THEY_ARE)]

    def run(self, cursor: Any, row: models.Model, *, add: bool) -> Any:
        values = list(self._values_of(row))
        for place, field in self._others:
            values[place] = field.get_db_prep_save(field.pre_save(row, add), cursor.db)
        cursor.execute(self._sql, values)
        return cursor


_AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)


def _places(fields: Iterable[Any]) -> dict[str, Given]:
    return {field.attname: Given(field.attname) for field in fields}


class _Query:
    # A query as SQL, and Django's way from its rows to values and objects.
    def __init__(self, queryset: Any) -> None:
        self._compiler = compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        self._sql, values = compiler.as_sql()
        self._values = [(value.name, None) if isinstance(value, Given) else ("", value) for value in values]
        self._converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        self._made = _made_by(queryset._iterable_class, compiler)

    def run(self, cursor: Any, given: Mapping[str, Any]) -> list[Any]:
        adapted = cursor.db.ops.adapt_unknown_value
        cursor.execute(self._sql, [adapted(given[name]) if name else value for name, value in self._values])
        rows = self._compiler.apply_converters(cursor.fetchall(), self._converters)
        return [self._made(row) for row in rows]


def _made_by(iterable: type, compiler: Any) -> Callable[[Any], Any]:
    if iterable is ModelIterable:
        return _object_maker(compiler)
    return itemgetter(0) if iterable is FlatValuesListIterable else tuple


def _object_maker(compiler: Any) -> Callable[[Any], Any]:
    info: Any = compiler.klass_info
    start, end = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [column.target.attname for column, _sql, _alias in compiler.select[start:end]]
    related: Any = get_related_populators
    populators = related(info, compiler.select, DEFAULT_DB_ALIAS)

    def made(row: Any) -> Any:
        found = info["model"].from_db(DEFAULT_DB_ALIAS, names, row[start:end])
        for populator in populators:
            populator.populate(row, found)
        return found

    return made
