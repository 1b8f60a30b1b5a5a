"""Disqus' XML export: threads, which are pages of a site, and the comments (``post``) on them. Two passes.

Documented by https://disqus.com/api/schemas/1.0/disqus.xsd; what real files hold beyond that is told in the report."""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.utils.translation import gettext as _

from tertulia.exchange.readers.disqus_values import comment_of, id_of, is_true, sameness, thread_addresses
from tertulia.exchange.readers.gathering import Gathering
from tertulia.exchange.readers.tally import Tally
from tertulia.exchange.readers.xml_element import Element, Format
from tertulia.exchange.readers.xml_file import XmlFile
from tertulia.exchange.readers.xml_reader import XmlReader
from tertulia.exchange.records import CommentRecord, Record, Unreadable
from tertulia.lib import numbers

_NAMESPACES = {"disqus.com/disqus-internals": "dsq"}
_FORM = Format("disqus", frozenset({"thread", "post"}), _NAMESPACES)
_BEGIN = re.compile(rb"<disqus\b")
_OURS = re.compile(rb"disqus\.com")
# More than any site has pages; what comes then has lost its comments' addresses.
_MOST_THREADS = 200_000


@dataclass
class _Known:
    """What must be known before the first comment: the threads' addresses, and the numbers of comments that are
    there in several copies, and of those that are answered and are not in the same thread."""

    threads: dict[str, tuple[str, ...]] = field(default_factory=dict)
    copies: frozenset[int] = frozenset()
    strays: frozenset[int] = frozenset()
    closed: list[int] = field(default_factory=list)


class DisqusReader(XmlReader):
    """Reads one file."""

    format = "disqus"
    MARKS = (_BEGIN, _OURS)

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._known: _Known | None = None

    def prepare(self) -> Iterator[None]:
        """Learn where the threads were, and which comments are there twice."""
        if self._known is None:
            known, copies, there, asked = _Known(), array("Q"), array("Q"), array("Q")
            for element in self._file.branches(_FORM):
                if element.name == "thread":
                    _meet_thread(element, known)
                else:
                    thread, parent = id_of(element, "thread"), id_of(element, "parent")
                    copies.append(numbers.number_of(sameness(element)))
                    there.append(_in_thread(thread, id_of(element)))
                    if parent:
                        asked.append(_in_thread(thread, parent))
                yield
            known.copies, known.strays = numbers.repeated(copies), numbers.missing(asked, there)
            self._known = known

    def _records(self) -> Iterator[Record]:
        return _Reading(self._file, self._known or _Known()).records()


@dataclass
class _Reading:
    """One pass over the comments. ``first`` are the ids of those that have copies, by what they have in common, and
    ``instead`` by the ids of the copies."""

    file: XmlFile
    known: _Known
    tally: Tally = field(default_factory=Tally)
    gathering: Gathering = field(default_factory=Gathering)
    first: dict[int, str] = field(default_factory=dict)
    instead: dict[str, str] = field(default_factory=dict)

    def records(self) -> Iterator[Record]:
        for element in self.file.branches(_FORM):
            if element.name == "post" and not self._is_copy(element):
                yield from self._comment(element)
        yield from self.gathering.rest()
        self._tell_of_the_file()
        yield from self.tally.notes()

    def _comment(self, element: Element) -> Iterator[Record]:
        thread = id_of(element, "thread")
        where = _("line {number}").format(number=element.line)
        if any(child.cut for child in element.all("message")):
            why = _("it is longer than the four million characters that a text may have")
            yield Unreadable("comments", where, why)
        elif not (addresses := self.known.threads.get(thread)):
            yield Unreadable("comments", where, self._why_nowhere(thread))
        else:
            comment = comment_of(element)
            if comment.date is None:
                self.tally.add(_("a comment has no date that can be read; it got that of its post"), element.line)
            yield from self.gathering.add(addresses, self._joined(comment, element, thread))

    def _joined(self, comment: CommentRecord, element: Element, thread: str) -> CommentRecord:
        parent = id_of(element, "parent")
        if parent and _in_thread(thread, parent) in self.known.strays:
            sentence = _("a comment answers one that is not in the same conversation, and stands by itself")
            self.tally.add(sentence, element.line)
            parent = ""
        parent = self.instead.get(parent, parent)
        return comment if parent in ("", comment.id) else replace(comment, answers=parent)

    def _why_nowhere(self, thread: str) -> str:
        if thread in self.known.threads:
            return _("its thread {id} has no address").format(id=thread)
        return _("it names the thread {id}, which is not in the file").format(id=thread[:40] or "?")

    def _is_copy(self, element: Element) -> bool:
        number, own = numbers.number_of(sameness(element)), id_of(element)
        if number not in self.known.copies or (first := self.first.setdefault(number, own)) == own:
            return False
        self.instead[own] = first
        sentence = _("a comment stands there again, the same to the second and the letter; it was taken once")
        self.tally.add(sentence, element.line)
        return True

    def _tell_of_the_file(self) -> None:
        if self.known.closed:
            sentence = _("a conversation was closed; here each one comes closed")
            self.tally.add(sentence, self.known.closed[0], len(self.known.closed))
        self.file.tell_of_bytes(self.tally)


def _meet_thread(thread: Element, known: _Known) -> None:
    if len(known.threads) < _MOST_THREADS:
        known.threads.setdefault(id_of(thread), thread_addresses(thread))
    if is_true(thread, "isClosed"):
        known.closed.append(thread.line)


def _in_thread(thread: str, comment: str) -> int:
    return numbers.number_of(f"{thread}\0{comment}")
