"""Isso's database: threads, which are the pages of a site by their paths, and the comments on them.

The tables are those of its isso/db/; texts are Markdown, names were escaped for HTML before they were kept."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertulia.exchange.readers.gathering import Gathering
from tertulia.exchange.readers.moments import from_seconds
from tertulia.exchange.readers.packed.spool import roomy
from tertulia.exchange.readers.sqlite_file import check, columns, opened
from tertulia.exchange.records import BrokenExport, CommentRecord, CommentStatus, Note, Record, Unreadable
from tertulia.lib import text
from tertulia.lib.said_html import typed_markdown
from tertulia.lib.scratch import scratch

_STATUSES: dict[object, CommentStatus] = {1: "published", 2: "held", 4: "withdrawn"}
_NEEDED = frozenset({"tid", "id", "parent", "created", "mode", "text", "author"})
_FIELDS = ("tid", "id", "parent", "created", "mode", "text", "author", "email", "website", "likes", "dislikes")
_LONGEST, _MOST_BYTES = 2000, 4_000_000
_ORDER = "CREATE TABLE said (thread INTEGER, number INTEGER, PRIMARY KEY (thread, number)) WITHOUT ROWID;"


class IssoReader:
    """Reads one database; each iteration begins anew. Raises BrokenExport with one line for one that is damaged or not
    Isso's. It has no lines: its comments are told apart by their numbers."""

    format = "isso"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = path.stat().st_size
        self.position = 0
        self._checked = False

    @staticmethod
    def fits(head: bytes) -> bool:
        """Whether a file that begins with ``head`` is a database."""
        return head.startswith(b"SQLite format 3\0")

    def prepare(self) -> Iterator[None]:
        """See that it is whole."""
        if not self._checked:
            with opened(self.path) as connection:
                check(connection)
            self._checked = True
        return iter(())

    def __iter__(self) -> Iterator[Record]:
        self.prepare()
        self.position = 0
        with opened(self.path) as connection:
            yield from self._records(connection)
        self.position = self.size

    def _records(self, connection: sqlite3.Connection) -> Iterator[Record]:
        have = columns(connection, "comments")
        if not {*have} >= _NEEDED or not {"id", "uri"} <= {*columns(connection, "threads")}:
            raise BrokenExport(
                _("line 1: this database is not Isso’s: it has no comments or threads as Isso keeps them.")
            )
        total = connection.execute("SELECT count(*) FROM comments").fetchone()[0]
        gathering, left_out = Gathering(), Counter[str]()
        for number, row in enumerate(_rows(connection, have), 1):
            yield from self._one(row, gathering, left_out)
            self.position = self.size * number // (total + 1)
        yield from gathering.rest()
        yield from _notes(left_out)

    def _one(self, row: dict[str, object], gathering: Gathering, left_out: Counter[str]) -> Iterator[Record]:
        number, said, uri = _word(row["id"]), row["text"], _word(row["uri"])
        why = ""
        if not uri:
            why = _("it names the thread {id}, which is not in the database").format(id=_word(row["tid"])[:40] or "?")
        elif isinstance(length := row["length"], int) and length > _MOST_BYTES:
            why = _("it is longer than the four million characters that a text may have")
        elif not isinstance(said, str) and said is not None:
            why = _("what stands where its text should be is no text")
        if why:
            yield Unreadable("comments", _("comment {number}").format(number=number), why)
            return
        for name in ("likes", "dislikes"):
            left_out[name] += max(0, count) if isinstance(count := row[name], int) and count < 1 << 31 else 0
        left_out["strays"] += row["parent"] is not None and row["parent_tid"] != row["tid"]
        left_out["unknown"] += row["mode"] not in _STATUSES
        yield from gathering.add((uri,), _comment(row, number))


def _rows(connection: sqlite3.Connection, have: list[str]) -> Iterator[dict[str, object]]:
    # What is too long is not even loaded.
    names = {name: f"c.{name}" for name in _FIELDS if name in have} | {"uri": "t.uri", "parent_tid": "up.tid"}
    fields = [f"CASE WHEN octet_length({column}) <= {_MOST_BYTES} THEN {column} END" for column in names.values()]
    query = (
        f"SELECT octet_length(c.text), {', '.join(fields)} FROM comments c"  # noqa: S608
        " LEFT JOIN threads t ON t.id = c.tid LEFT JOIN comments up ON up.id = c.parent WHERE c.rowid = ?"
    )
    empty: dict[str, object] = dict.fromkeys(_FIELDS)
    for (rowid,) in _by_thread(connection):
        for values in connection.execute(query, (rowid,)):
            yield {**empty, **dict(zip(("length", *names), values, strict=True))}


def _by_thread(connection: sqlite3.Connection) -> Iterator[tuple[int]]:
    # SQLite would sort them in memory.
    kept = scratch(_ORDER, roomy())
    rows = connection.execute("SELECT ifnull(CAST(tid AS INTEGER), 0), rowid FROM comments")
    with closing(kept):
        kept.executemany("INSERT INTO said VALUES (?, ?)", rows)
        yield from kept.execute("SELECT number FROM said ORDER BY thread, number")


def _comment(row: dict[str, object], number: str) -> CommentRecord:
    same_thread = row["parent"] is not None and row["parent_tid"] == row["tid"]
    return CommentRecord(
        status=_STATUSES.get(row["mode"], "held"),
        id=number,
        answers=_word(row["parent"]) if same_thread and row["parent"] != row["id"] else "",
        name=unescape(_word(row["author"])),
        email=unescape(_word(row["email"])),
        url=unescape(_word(row["website"])),
        date=from_seconds(row["created"]),
        text=typed_markdown(str(row["text"] or "")),
        old_id=f"isso-{number}",
    )


def _notes(left_out: Counter[str]) -> Iterator[Note]:
    if left_out["likes"] or left_out["dislikes"]:
        sentence = _("Votes on comments are left out: {likes} likes and {dislikes} dislikes.")
        yield Note(sentence.format(likes=left_out["likes"], dislikes=left_out["dislikes"]))
    strays, unknown = left_out["strays"], left_out["unknown"]
    told = {
        ngettext(
            "{count} comment answers one that is not in the same conversation, and stands by itself.",
            "{count} comments answer some that are not in the same conversation, and stand by themselves.",
            strays,
        ): strays,
        ngettext(
            "The state of {count} comment is not known, so it is held.",
            "The state of {count} comments is not known, so they are held.",
            unknown,
        ): unknown,
    }
    yield from (Note(sentence.format(count=count)) for sentence, count in told.items() if count)


def _word(value: object) -> str:
    if isinstance(value, str):
        return text.clean(value).strip()[:_LONGEST]
    return str(value) if isinstance(value, int | float) else ""
