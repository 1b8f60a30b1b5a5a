"""Conditions on posts and addresses in questions that SQLite would answer by looking through a weblog."""

from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, Func, Q
from django.db.models.lookups import Exact, IsNull

from tertulia.lib.aside import aside
from tertulia.weblog.weblog import Weblog


def of_weblog(weblog: Weblog) -> Exact | IsNull:
    """Whose posts or addresses they are, where other things are asked of them by which they are found."""
    return aside("weblog_id", weblog.id)


def brought(source: str, keys: Iterable[str]) -> Q:
    """Those posts that ``source`` brought under these keys."""
    # An index of rows of which something holds is used only where that stands in the question.
    return ~Q(source=_Nothing()) & Q(source=source, source_key__in=list(keys))


class _Nothing(Func):
    template = "''"
    output_field: Any = CharField()
