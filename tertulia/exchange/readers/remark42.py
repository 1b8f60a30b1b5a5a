"""Remark42's backup: JSON values one after another, first what is known of people and pages, then a comment each.

As its backend/app/migrator/native.go writes them. Texts are HTML made of Markdown (``text``), and what was typed
(``orig``), which is used where there is no HTML."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from django.utils.translation import gettext as _

from tertulia.exchange.readers.gathering import Gathering
from tertulia.exchange.readers.json_text import JsonText, opened
from tertulia.exchange.readers.json_values import LONGEST_TEXT, count, entries, fields, is_true, word, words
from tertulia.exchange.readers.moments import from_iso
from tertulia.exchange.readers.packed.spool import roomy
from tertulia.exchange.readers.tally import Tally
from tertulia.exchange.records import BrokenExport, CommentRecord, MediaRecord, Note, Record, Unreadable
from tertulia.lib.said_html import typed, typed_markdown
from tertulia.lib.shelf import Shelf

_BEGIN = re.compile(rb'\s*\{\s*"version"\s*:\s*\d')
_OURS = re.compile(rb'"(?:users|posts)"\s*:|"locator"\s*:')
_VERSIONS = (0, 1)
# Pictures that people sent to Remark42 itself.
_PICTURE = re.compile(r"^(?:https?://[^/\s]+)?/\S*?api/v1/picture/\S+$")


class Remark42Reader:
    """Reads one backup, plain or packed with gzip; each iteration begins anew. Raises BrokenExport with one line for a
    file that is no such backup, or is not whole."""

    format = "remark42"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = path.stat().st_size
        self.position = 0

    @staticmethod
    def fits(head: bytes) -> bool:
        """Whether a file that begins with ``head`` is such a backup."""
        return bool(_BEGIN.match(head) and _OURS.search(head))

    def prepare(self) -> Iterator[None]:
        """Nothing has to be known before it is read."""
        return iter(())

    def __iter__(self) -> Iterator[Record]:
        self.position = 0
        with opened(self.path) as source:
            for record in _Reading(source).records():
                self.position = source.position
                yield record
        self.position = self.size


@dataclass
class _Reading:
    """One pass over the file."""

    source: JsonText
    tally: Tally = field(default_factory=Tally)
    gathering: Gathering = field(default_factory=Gathering)
    votes: Counter[str] = field(default_factory=Counter)
    pictures: Shelf[int] = field(default_factory=lambda: Shelf(roomy()))

    def records(self) -> Iterator[Record]:
        self._begin()
        while self.source.peek():
            line = self.source.line
            yield from self._one(self.source.value(), line)
        yield from self.gathering.rest()
        yield from (MediaRecord(url, line=line) for url, line in self.pictures.items())
        if self.votes.total():
            sentence = _("Votes on comments are left out: {up} for and {down} against.")
            yield Note(sentence.format(up=self.votes["up"], down=self.votes["down"]))
        yield from self.tally.notes()

    def _begin(self) -> None:
        line = self.source.line if self.source.peek() else 1
        about = fields(self.source.value())
        if about.get("version") not in _VERSIONS:
            reason = _("line {number}: this is a backup of Remark42 in version {version}, which is not known here.")
            raise BrokenExport(reason.format(number=line, version=word(about.get("version"))[:20] or "?"))
        blocked = sum(is_true(fields(fields(one).get("blocked")).get("status")) for one in entries(about.get("users")))
        closed = sum(is_true(fields(one).get("read_only")) for one in entries(about.get("posts")))
        for number, sentence in (
            (blocked, _("somebody was blocked, which is left out")),
            (closed, _("a conversation was closed; here each one comes closed")),
        ):
            if number:
                self.tally.add(sentence, line, number)

    def _one(self, value: object, line: int) -> Iterator[Record]:
        said = fields(value)
        url, number = word(fields(said.get("locator")).get("url")), word(said.get("id"))
        shown, orig = words(said.get("text")), words(said.get("orig"))
        why = ""
        if not said or not number:
            why = _("it is no comment as Remark42 writes them")
        elif not url:
            why = _("it does not say on which page it was")
        elif max(len(shown), len(orig)) > LONGEST_TEXT:
            why = _("it is longer than the four million characters that a text may have")
        if why:
            yield Unreadable("comments", _("line {number}").format(number=line), why)
            return
        self._count(said, line)
        text = typed(shown, self._meet) if shown else typed_markdown(orig)
        yield from self.gathering.add((url,), _comment(said, number, text, line))

    def _count(self, said: dict[str, object], line: int) -> None:
        votes = fields(said.get("votes"))
        up = sum(vote is True for vote in votes.values())
        self.votes.update(up=up, down=len(votes) - up)
        if not votes:
            self.votes.update(up=count(said.get("score")))
        for name, sentence in (
            ("pin", _("a comment was pinned above all others; here it stands in its place")),
            ("edit", _("a comment was changed by its author later; it comes as it was then")),
        ):
            if said.get(name):
                self.tally.add(sentence, line)
        if from_iso(said.get("time")) is None:
            self.tally.add(_("a comment has no date that can be read; it got that of its post"), line)

    def _meet(self, url: str) -> str:
        if _PICTURE.match(url):
            self.pictures.setdefault(url, self.source.line)
        return url


def _comment(said: dict[str, object], number: str, text: str, line: int) -> CommentRecord:
    who, answers = fields(said.get("user")), word(said.get("pid"))
    name = unescape(word(who.get("name")))
    return CommentRecord(
        status="withdrawn" if is_true(said.get("delete")) else "published",
        id=number,
        answers="" if answers == number else answers,
        name="" if word(who.get("id")) == "deleted" else name,
        member=name if is_true(who.get("admin")) else "",
        date=from_iso(said.get("time")),
        text=text,
        old_id=f"remark42__comment-{number}",
        line=line,
    )
