"""How SQLite goes about what it is asked: for tests that nothing is looked through which others fill."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


class Ways:
    """The ways of each question, with how often it was asked."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self._ways: dict[str, list[str]] = {}

    def watch(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Note one question, and let it be asked."""
        kind = re.sub(r"(%s|\?)(, (%s|\?))+", "…", sql)
        self.asked[kind] += 1
        if kind.lstrip().startswith(("SELECT", "UPDATE", "DELETE")) and not many:
            self._ways[kind] = _ways(sql, params)
        return execute(sql, params, many, context)

    def matching(self, pattern: re.Pattern[str], at_least: int = 1) -> list[str]:
        """Ways that match, of questions that were asked so often, with the question."""
        often = [kind for kind, count in self.asked.items() if count >= at_least]
        return [f"{way}: {kind}" for kind in often for way in self._ways.get(kind, ()) if pattern.search(way)]


@contextmanager
def explained() -> Iterator[Ways]:
    """What is asked meanwhile."""
    ways = Ways()
    with connection.execute_wrapper(ways.watch):
        yield ways


def _ways(sql: str, params: Any) -> list[str]:
    explained = connection.connection.execute(f"EXPLAIN QUERY PLAN {sql.replace('%s', '?')}", list(params or ()))
    return [row[3] for row in explained.fetchall()]
