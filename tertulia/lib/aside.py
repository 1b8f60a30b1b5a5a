"""Columns by which SQLite is not to find rows.

It keeps no statistics here, and takes it that few rows have the same value, whatever the column: all posts of a weblog,
or all comments that are published, are looked through where an address, or a conversation, would have led to a few."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Func
from django.db.models.lookups import Exact, In, IsNull


class _Aside(Func):
    template = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        # https://sqlite.org/optoverview.html#disqualifying_where_clause_terms_using_unary_
        return self.as_sql(compiler, connection, template="+%(expressions)s", **context)


def aside(column: str, value: Any) -> Exact | IsNull:
    """A condition: the column has this value, or (None) none. What else is asked leads to the rows."""
    return IsNull(_Aside(column), True) if value is None else Exact(_Aside(column), value)


def aside_among(column: str, values: Iterable[Any]) -> In:
    """The same: it has one of these."""
    return In(_Aside(column), list(values))
