"""Disqus' XML export: threads, which are pages of a site, and the comments (``post``) on them. Two passes.

Documented by https://disqus.com/api/schemas/1.0/disqus.xsd; what real files hold beyond that is told in the report."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.utils.translation import gettext as _

from tertulia.exchange.readers.disqus_known import Known
from tertulia.exchange.readers.disqus_values import comment_of, id_of
from tertulia.exchange.readers.gathering import Gathering
from tertulia.exchange.readers.tally import Tally
from tertulia.exchange.readers.xml_element import Element, Format
from tertulia.exchange.readers.xml_file import XmlFile
from tertulia.exchange.readers.xml_reader import XmlReader
from tertulia.exchange.records import CommentRecord, Record, Unreadable

_NAMESPACES = {"disqus.com/disqus-internals": "dsq"}
_FORM = Format("disqus", frozenset({"thread", "post"}), _NAMESPACES)
_BEGIN = re.compile(rb"<disqus\b")
_OURS = re.compile(rb"disqus\.com")


class DisqusReader(XmlReader):
    """Reads one file."""

    format = "disqus"
    MARKS = (_BEGIN, _OURS)

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._known: Known | None = None

    def prepare(self) -> Iterator[None]:
        """Learn where the threads were, and which comments are there twice."""
        if self._known is None:
            known = Known()
            yield from known.learn(self._file.branches(_FORM))
            self._known = known

    def _records(self) -> Iterator[Record]:
        return _Reading(self._file, self._known or Known()).records()


@dataclass
class _Reading:
    """One pass over the comments."""

    file: XmlFile
    known: Known
    tally: Tally = field(default_factory=Tally)
    gathering: Gathering = field(default_factory=Gathering)

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
        elif not (addresses := self.known.addresses_of(thread)):
            yield Unreadable("comments", where, self._why_nowhere(thread))
        else:
            comment = comment_of(element)
            if comment.date is None:
                self.tally.add(_("a comment has no date that can be read; it got that of its post"), element.line)
            yield from self.gathering.add(addresses, self._joined(comment, element, thread))

    def _joined(self, comment: CommentRecord, element: Element, thread: str) -> CommentRecord:
        parent = id_of(element, "parent")
        if parent and not self.known.is_there(parent, thread):
            sentence = _("a comment answers one that is not in the same conversation, and stands by itself")
            self.tally.add(sentence, element.line)
            parent = ""
        parent = parent and self.known.first_of(parent)
        return comment if parent in ("", comment.id) else replace(comment, answers=parent)

    def _why_nowhere(self, thread: str) -> str:
        if self.known.addresses_of(thread) is not None:
            return _("its thread {id} has no address").format(id=thread)
        return _("it names the thread {id}, which is not in the file").format(id=thread[:40] or "?")

    def _is_copy(self, element: Element) -> bool:
        if self.known.first_of(own := id_of(element)) == own:
            return False
        sentence = _("a comment stands there again, the same to the second and the letter; it was taken once")
        self.tally.add(sentence, element.line)
        return True

    def _tell_of_the_file(self) -> None:
        if self.known.closed:
            sentence = _("a conversation was closed; here each one comes closed")
            self.tally.add(sentence, self.known.first_closed, self.known.closed)
        self.file.tell_of_bytes(self.tally)
