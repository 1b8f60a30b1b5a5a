"""Searching: words are remembered as rows; FTS5 (SQLite) or a tsvector column (PostgreSQL) indexes them by itself.

The triggers for this are in this app's migrations, so whoever writes a row need not know."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection, models
from django.db.models.expressions import RawSQL

from tertulia.lib import tsvector
from tertulia.lib.bulk import write_values
from tertulia.lib.prepared import Insertion
from tertulia.lib.words import indexed
from tertulia.lib.words import words as words_of
from tertulia.weblog.weblog import Weblog

# Words of a query that count.
_MOST_ASKED = 20


class SearchText(models.Model):
    """The words of one published thing, made equal by ``lib.words``: ``kind`` is ``post`` or ``comment``, ``object_id``
    its id."""

    weblog = models.ForeignKey(Weblog, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)
    object_id = models.BigIntegerField()
    title = models.TextField(blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_text_once")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id}"


_write = Insertion(SearchText)


class Entry(NamedTuple):
    """A row of that, as it is written: ``title`` and ``words`` are such as ``lib.words.indexed`` makes them."""

    weblog_id: int
    kind: str
    object_id: int
    title: str
    words: str


_COLUMNS = {"weblog_id": "int8", "kind": "varchar", "object_id": "int8", "title": "text", "words": "text"}
# Bytes that are a tsvector already.
_AS_IT_IS = "bytea"
# Makes what PostgreSQL's index keeps of a title and words, as ``lib.tsvector`` does.
Vector = Callable[[str, str], bytes]


@dataclass(frozen=True)
class Found:
    """One thing that matches, best first."""

    kind: str
    object_id: int


def remember(weblog: Weblog, kind: str, object_id: int, *, title: str, words: str) -> None:
    """Make a published thing findable, or renew its words."""
    values = {"weblog": weblog, "title": indexed(title), "words": indexed(words)}
    SearchText.objects.update_or_create(kind=kind, object_id=object_id, defaults=values)


def remember_many(entries: Sequence[Entry], vector: Vector = tsvector.vector) -> None:
    """The same for many new things at once, as an import has them, which may know what ``vector`` answers."""
    if keeps_vectors():
        rows = [(*entry, vector(entry.title, entry.words)) for entry in entries]
        write_values(SearchText, _COLUMNS | {"search_index": _AS_IT_IS}, rows)
    else:
        write_values(SearchText, _COLUMNS, entries)


def remember_new(entry: Entry) -> None:
    """The same for one new thing."""
    _write(SearchText(**entry._asdict()))


def keeps_vectors() -> bool:
    """Whether the database keeps what ``lib.tsvector`` makes of each thing."""
    return connection.vendor == "postgresql"


def forget(kind: str, object_id: int) -> None:
    """Make something unfindable, as it is no longer public."""
    SearchText.objects.filter(kind=kind, object_id=object_id).delete()


def find(weblog: Weblog, query: str, *, offset: int = 0, limit: int = 20) -> list[Found]:
    """What matches all words of ``query`` in one weblog, best first; any input is only words, never syntax.

    A word finds what begins with it. What stands together without a space (``low-ferry``, 東京) is found together."""
    asked = [found for word in query.split() if (found := words_of(word))][:_MOST_ASKED]
    if not asked:
        return []
    run = _find_in_postgres if keeps_vectors() else _find_in_sqlite
    return run(weblog, asked, offset, limit)


def matching(weblog_id: int, kind: str, alternatives: Sequence[Sequence[str]]) -> "models.QuerySet[SearchText]":
    """What has all words of one of these ``alternatives``, words as ``lib.words`` gives them."""
    if keeps_vectors():
        asked = " | ".join("(" + " & ".join(f"'{word}'" for word in some) + ")" for some in alternatives)
        sql = "search_index @@ %s::tsquery"
    else:
        asked = " OR ".join("(" + " AND ".join(f'"{word}"' for word in some) + ")" for some in alternatives)
        sql = "id IN (SELECT rowid FROM weblog_searchindex WHERE weblog_searchindex MATCH %s)"
    which = RawSQL(sql, [asked], output_field=models.BooleanField())  # noqa: S611 (words only, and given apart)
    return SearchText.objects.filter(which, weblog=weblog_id, kind=kind)


def _find_in_sqlite(weblog: Weblog, asked: list[list[str]], offset: int, limit: int) -> list[Found]:
    # Quoted strings, so that FTS5 sees no operators: a phrase each; the star finds words that begin so.
    match = " ".join(f'"{" ".join(phrase)}"*' for phrase in asked)
    sql = (
        "SELECT s.kind, s.object_id FROM weblog_searchindex i JOIN weblog_searchtext s ON s.id = i.rowid"
        " WHERE weblog_searchindex MATCH %s AND s.weblog_id = %s ORDER BY bm25(weblog_searchindex, 4.0, 1.0), s.id DESC"
        " LIMIT %s OFFSET %s"
    )
    return _rows(sql, [match, weblog.id, limit, offset])


def _find_in_postgres(weblog: Weblog, asked: list[list[str]], offset: int, limit: int) -> list[Found]:
    match = " & ".join("(" + " <-> ".join(f"'{word}'" for word in phrase) + ":*)" for phrase in asked)
    sql = (
        "SELECT kind, object_id FROM weblog_searchtext, CAST(%s AS tsquery) q"
        " WHERE search_index @@ q AND weblog_id = %s ORDER BY ts_rank(search_index, q) DESC, id DESC LIMIT %s OFFSET %s"
    )
    return _rows(sql, [match, weblog.id, limit, offset])


def _rows(sql: str, parameters: list[str | int]) -> list[Found]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [Found(kind, object_id) for kind, object_id in cursor.fetchall()]
