"""Comments of Ghost: from its tables, from what its API answers, from the list (CSV) that its tools make of that."""

import csv
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _

from tertulia.exchange.readers.gathering import Gathering
from tertulia.exchange.readers.ghost_tables import Known, Named, Row
from tertulia.exchange.readers.json_text import TIGHTEST, unpacked
from tertulia.exchange.readers.json_values import LONGEST_TEXT, entries, fields, word, words
from tertulia.exchange.readers.moments import from_iso
from tertulia.exchange.records import BrokenExport, CommentRecord, CommentStatus, Record, Unreadable
from tertulia.lib.said_html import typed

_STATUSES: dict[str, CommentStatus] = {"published": "published", "hidden": "withdrawn", "deleted": "withdrawn"}
_COLUMNS = frozenset({"id", "html", "created_at", "reply_to", "post_id"})
_DEEPEST = 20


@dataclass
class Comments:
    """Makes records of the comments of one file."""

    known: Known = field(default_factory=Known)
    gathering: Gathering = field(default_factory=Gathering)

    def read(self, row: Row, line: int, above: Row | None = None, depth: int = 0) -> Iterator[Record]:
        """One comment, and those that stand in it as answers."""
        post = fields(row.get("post")) or fields((above or {}).get("post"))
        number, key = word(row.get("id")), word(row.get("post_id")) or word(post.get("id"))
        slug = self.known.slugs.get(key) or word(post.get("slug")) or word(row.get("post_slug"))
        url = word(post.get("url")) or word(row.get("post_url")) or (f"/{slug}/" if slug else "")
        html, why = row.get("html"), ""
        if not number:
            why = _("it is no comment as Ghost keeps them")
        elif not url:
            why = _("it names the post {id}, which is not in the file").format(id=key[:40] or "?")
        elif isinstance(html, str) and len(html) > LONGEST_TEXT:
            why = _("it is longer than the four million characters that a text may have")
        if why:
            where = _("comment {number}").format(number=number) if number else _("line {number}").format(number=line)
            yield Unreadable("comments", where, why)
        else:
            yield from self.gathering.add((url,), self._comment(row, number, above))
        for answer in entries(row.get("replies"))[: 10_000 if depth < _DEEPEST else 0]:
            yield from self.read(fields(answer), line, {**row, "post": post or {"url": url}}, depth + 1)

    def _comment(self, row: Row, number: str, above: Row | None) -> CommentRecord:
        member = fields(row.get("member"))
        who = self.known.members.get(word(row.get("member_id"))) or Named(
            word(member.get("name")) or word(row.get("name")), "", word(member.get("email")) or word(row.get("email"))
        )
        answers = next((word(row[name]) for name in ("in_reply_to_id", "parent_id", "reply_to") if row.get(name)), "")
        answers = answers or word((above or {}).get("id"))
        return CommentRecord(
            status=_STATUSES.get(word(row.get("status")) or "published", "held"),
            id=number,
            answers="" if answers == number else answers,
            name=who.name,
            email=who.email,
            date=from_iso(row.get("created_at")),
            text=typed(words(row.get("html"))),
            old_id=f"ghost-comments-{number}",
        )


class GhostCommentsReader:
    """Reads one list of comments (CSV), as ``gctools export-comments`` writes it; each iteration begins anew. Raises
    BrokenExport with one line for a file that is no such list."""

    format = "ghost"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = path.stat().st_size
        self.position = 0

    @staticmethod
    def fits(head: bytes) -> bool:
        """Whether a file that begins with ``head`` is such a list."""
        return {*_header(head)} >= _COLUMNS

    def prepare(self) -> Iterator[None]:
        """Nothing has to be known before it is read."""
        return iter(())

    def __iter__(self) -> Iterator[Record]:
        comments, line = Comments(), 1
        csv.field_size_limit(LONGEST_TEXT)
        try:
            with self.path.open("rb") as raw, io.TextIOWrapper(unpacked(raw), "utf-8-sig", "replace", "") as file:
                lines = csv.DictReader(_lines(file, self.size), strict=True)
                for row in lines:
                    if None in row or None in row.values():
                        raise csv.Error(_("it has other columns than the first line"))
                    yield from comments.read(dict(row), line + 1)
                    line, self.position = lines.line_num, raw.tell()
        except (csv.Error, EOFError, zlib.error, OSError) as error:
            reason = _("line {number}: the list cannot be read beyond this line: {error}.")
            raise BrokenExport(reason.format(number=line + 1, error=error)) from error
        yield from comments.gathering.rest()
        self.position = self.size


def _lines(file: TextIO, size: int) -> Iterator[str]:
    room = size * TIGHTEST + LONGEST_TEXT
    while line := file.readline(LONGEST_TEXT):
        room -= len(line)
        if len(line) == LONGEST_TEXT or room < 0:
            raise csv.Error(_("a line is longer than four million characters"))
        yield line.replace("\0", "")


def _header(head: bytes) -> list[str]:
    first = head[:4000].decode("utf-8-sig", "replace").partition("\n")[0]
    return [name.strip().strip('"') for name in first.split(",")]
