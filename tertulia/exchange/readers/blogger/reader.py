"""Blogger's export: an Atom feed of everything, as Blogger wrote it until 2018 and as Google Takeout does since.

Read twice: comments stand behind the posts that they belong to."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, cast

from django.utils.translation import gettext as _

from tertulia.exchange.readers.blogger import values
from tertulia.exchange.readers.blogger.entries import Entries
from tertulia.exchange.readers.blogger.said import Waiting, comment_of, post_of
from tertulia.exchange.readers.packed import PackedFile
from tertulia.exchange.readers.tally import Tally
from tertulia.exchange.readers.xml_element import Element
from tertulia.exchange.readers.xml_file import XmlFile
from tertulia.exchange.readers.xml_reader import XmlReader
from tertulia.exchange.records import AddressRecord, BrokenExport, Record, Unreadable, WeblogRecord
from tertulia.lib import text

_FEED = re.compile(rb"<feed\b")
_OURS = re.compile(rb"tag:blogger\.com,1999:blog-|schemas\.google\.com/blogger/")
_SETTING = re.compile(r"\.settings\.([A-Z_]{1,60})\s*$")
_MOST_HOSTS = 20_000
_LISTS = {
    "/feeds/posts/default": "atom.xml",
    "/feeds/posts/summary": "atom.xml",
    "/feeds/posts/full": "atom.xml",
    "/feeds/comments/default": "comments/atom.xml",
    "/feeds/comments/summary": "comments/atom.xml",
    "/feeds/comments/full": "comments/atom.xml",
    "/atom.xml": "atom.xml",
    "/rss.xml": "rss.xml",
    "/search": "",
}


class BloggerReader(XmlReader):
    """Reads one feed."""

    format = "blogger"
    MARKS = (_FEED, _OURS)

    def __init__(self, path: Path | PackedFile) -> None:
        super().__init__(path)
        self._first: _First | None = None

    def prepare(self) -> Iterator[None]:
        """Put the comments where their posts can find them."""
        if self._first is None:
            first = _First(self._file)
            yield from first.read()
            self._first = first

    def _records(self) -> Iterator[Record]:
        return _Reading(self._file, cast(_First, self._first)).records()


class _First:
    """What the first pass finds."""

    def __init__(self, file: XmlFile) -> None:
        self.file, self.waiting = file, Waiting()
        self.hosts: dict[str, str] = {}
        self.settings: dict[str, str] = {}
        self.tally = Tally()
        self.is_ours = False

    def read(self) -> Iterator[None]:
        for element in self.file.branches(values.FORM):
            if element.name == "entry":
                self._entry(element, values.kind_of(element))
                yield
        if not self.is_ours:
            raise BrokenExport(_("line 1: this is a feed, but no export of Blogger: it holds no post of one."))

    def _entry(self, entry: Element, kind: str) -> None:
        person = values.person_of(entry)
        self.is_ours = self.is_ours or bool(kind)
        if kind in ("post", "page") and person.profile and person.name and len(self.hosts) < _MOST_HOSTS:
            self.hosts.setdefault(person.profile, person.name)
        elif kind == "settings" and (found := _SETTING.search(entry.text_of("id"))):
            self.settings[found[1]] = entry.text_of("content").strip()[:2000]
        elif kind == "comment" and not any(child.cut for child in entry.all("content")):
            record, unknown = comment_of(entry)
            self.waiting.add(post_of(entry), record)
            if unknown:
                sentence = _("the state “{state}” of a comment is not known, so it is held")
                self.tally.add(sentence.format(state=unknown), entry.line)


class _Reading:
    """The second pass."""

    def __init__(self, file: XmlFile, first: _First) -> None:
        self.file, self.first, self.tally = file, first, Tally()
        self.entries = Entries(first.waiting, first.hosts)
        self.is_begun = False
        self.title = self.base = ""

    def records(self) -> Iterator[Record]:
        self.first.waiting.begin()
        for element in self.file.branches(values.FORM):
            if element.name == "entry":
                yield from self._begin(element.line)
                yield from self._entry(element, values.kind_of(element))
            else:
                self._head(element)
        why = _("the post that it belongs to is not in the file")
        for lost in self.first.waiting.left():
            yield Unreadable("comments", _("line {number}").format(number=lost.line), why)
        self.file.tell_of_bytes(self.tally)
        yield from self.first.tally.notes()
        yield from self.tally.notes()

    def _head(self, element: Element) -> None:
        if element.name == "title":
            self.title = self.title or text.clean(element.text).strip()[:255]
        elif element.name == "updated":
            self.entries.until = values.date_of(element.text)
        elif element.attributes.get("rel") == "alternate":
            self.base = self.base or element.attributes.get("href", "").strip()[:2000]

    def _begin(self, line: int) -> Iterator[Record]:
        if self.is_begun:
            return
        self.is_begun = True
        known = self.first.settings
        yield WeblogRecord(
            self.base, known.get("BLOG_NAME") or self.title, known.get("BLOG_DESCRIPTION", ""), line=line
        )
        yield from (AddressRecord(path, to, line) for path, to in _LISTS.items())

    def _entry(self, entry: Element, kind: str) -> Iterator[Record]:
        if kind in ("post", "page"):
            yield from self.entries.read(entry, cast(Literal["post", "page"], kind))
        elif kind == "comment":
            if any(child.cut for child in entry.all("content")):
                why = _("it is longer than the four million characters that a text may have")
                yield Unreadable("comments", _("line {number}").format(number=entry.line), why)
        elif kind in ("template", "settings"):
            sentence = _("something of the kind “{kind}” belongs to the design or the settings; it is left out")
            self.tally.add(sentence.format(kind=kind), entry.line)
        else:
            sentence = _("something of the kind “{kind}” is neither post nor page; it is left out")
            self.tally.add(sentence.format(kind=kind), entry.line)
