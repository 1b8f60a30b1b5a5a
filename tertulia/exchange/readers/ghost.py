"""Ghost's export: its tables as JSON. Two passes, as posts stand before what says whose they are.

Which tables are in it its server/data/exporter/table-lists.js tells; comments are in full backups only, else the API
answers them as JSON too."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertulia.exchange.readers.ghost_comments import Comments
from tertulia.exchange.readers.ghost_posts import Posts, is_public
from tertulia.exchange.readers.ghost_tables import Known, Row, rows, used
from tertulia.exchange.readers.json_text import JsonText, opened
from tertulia.exchange.readers.json_values import LONGEST_TEXT, word
from tertulia.exchange.readers.tally import Tally
from tertulia.exchange.records import (
    AddressRecord,
    AuthorRecord,
    BrokenExport,
    MediaRecord,
    Note,
    Record,
    TagRecord,
    Unreadable,
    WeblogRecord,
)

_BEGIN = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"(db|meta|data|comments)"\s*:')
_OURS = re.compile(rb'"(?:exported_on|posts|comments|mobiledoc|lexical|member|post_id)"\s*:')
_TEXTS = ("html", "lexical", "mobiledoc", "markdown")


class GhostReader:
    """Reads one file, plain or packed with gzip; each iteration begins anew. Raises BrokenExport with one line for a
    file that is no such export, or is not whole."""

    format = "ghost"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = path.stat().st_size
        self.position = 0
        self._known: Known | None = None

    @staticmethod
    def fits(head: bytes) -> bool:
        """Whether a file that begins with ``head`` is such an export."""
        return bool(_BEGIN.match(head) and _OURS.search(head))

    def prepare(self) -> Iterator[None]:
        """Learn of people, tags, and how posts are filed."""
        if self._known is None:
            known = Known()
            with opened(self.path) as source:
                for table, row, line in rows(source):
                    known.learn(table, row, line)
                    self.position = source.position
                    yield
                _end(source)
            if not known.is_ours:
                raise BrokenExport(_("line 1: this is no export of Ghost: there are neither posts nor comments in it."))
            self._known = known

    def __iter__(self) -> Iterator[Record]:
        for _step in self.prepare():
            pass
        self.position = 0
        with opened(self.path) as source:
            for record in _Reading(source, self._known or Known()).records():
                self.position = source.position
                yield record
        self.position = self.size


@dataclass
class _Reading:
    """One pass over the tables."""

    source: JsonText
    known: Known
    tally: Tally = field(default_factory=Tally)
    left_out: Counter[str] = field(default_factory=Counter)

    def records(self) -> Iterator[Record]:
        posts, comments = Posts(self.known, self.tally), Comments(self.known)
        yield from self._around()
        for table, row, line in rows(self.source):
            if table == "posts":
                yield from self._post(posts, row, line)
            elif table == "comments":
                yield from comments.read(row, line)
            else:
                self.left_out[table] += 1
        yield from comments.gathering.rest()
        yield from self._notes()

    def _around(self) -> Iterator[Record]:
        settings, users, tags = self.known.settings, used(self.known.authors_of), used(self.known.tags_of)
        if title := settings.get("title"):
            language = settings.get("locale") or settings.get("lang") or ""
            yield WeblogRecord("", title, settings.get("description") or "", language)
        if self.known.slugs:
            yield AddressRecord("/rss/", "rss.xml", 1)
        for key, user in self.known.users.items():
            if user.name and key in users:
                yield AuthorRecord(user.name, user.email, _below("author", user.slug), user.line)
        for key, tag in self.known.tags.items():
            if key in tags and is_public(tag):
                yield TagRecord(tag.name, tag.slug, _below("tag", tag.slug), tag.line)

    def _post(self, posts: Posts, row: Row, line: int) -> Iterator[Record]:
        if any(isinstance(text := row.get(name), str) and len(text) > LONGEST_TEXT for name in _TEXTS):
            why = _("it is longer than the four million characters that a text may have")
            yield Unreadable("posts", word(row.get("slug")) or _("line {number}").format(number=line), why)
        elif not row:
            yield Unreadable("posts", _("line {number}").format(number=line), _("it is no post as Ghost keeps them"))
        else:
            post = posts.read(row, line)
            yield post
            yield from (MediaRecord(url, line=line) for url in posts.new_files(post))

    def _notes(self) -> Iterator[Record]:
        hidden = sum(tag.name.startswith("#") for _id, tag in self.known.tags.items())
        members, votes = self.left_out["members"], self.left_out["comment_likes"]
        told = {
            ngettext("{count} member is left out.", "{count} members are left out.", members): members,
            ngettext("{count} vote on a comment is left out.", "{count} votes on comments are left out.", votes): votes,
            ngettext(
                "{count} tag that readers never saw is left out.",
                "{count} tags that readers never saw are left out.",
                hidden,
            ): hidden,
        }
        yield from (Note(sentence.format(count=count)) for sentence, count in told.items() if count)
        yield from self.tally.notes()


def _below(folder: str, slug: str) -> tuple[str, ...]:
    return (f"/{folder}/{slug}/",) if slug else ()


def _end(source: JsonText) -> None:
    if source.peek():
        raise source.broken(_("something stands behind the end"))
