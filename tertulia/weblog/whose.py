"""Conditions on posts and addresses that SQLite must not take for the way to find them: it keeps no statistics, and
takes all posts of a weblog, with their texts, for few."""

from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, F, Func, Q
from django.db.models.lookups import Exact

from tertulia.weblog.weblog import Weblog


def of_weblog(weblog: Weblog) -> Exact:
    """Whose posts or addresses they are, where others things are asked of them by which they are found."""
    return Exact(F("weblog_id") + 0, weblog.id)


def brought(source: str, keys: Iterable[str]) -> Q:
    """Those posts that ``source`` brought under these keys."""
    # An index of rows of which something holds is used only where that stands in the question.
    return ~Q(source=_Nothing()) & Q(source=source, source_key__in=list(keys))


class _Nothing(Func):
    template = "''"
    output_field: Any = CharField()
