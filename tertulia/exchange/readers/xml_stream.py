"""XML of any size, a branch at a time, in bounded memory; and XML that is meant to do harm.

Names are taken as they are written, so a prefix that nobody declared is no error. A document type, and with it every
entity of its own, is refused; nothing but the file is ever opened."""

import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.entities import html5
from xml.parsers import expat

from django.utils.translation import gettext as _

from tertulia.exchange.readers.xml_element import Element, Format
from tertulia.exchange.records import BrokenExport

LONGEST_TEXT = 4_000_000
# What one branch may take of the memory, in bytes: two of them and what is made of them must fit into 250 MB.
MOST_MEMORY = 32_000_000
_DEEPEST = 60
# No tag or comment is longer; the parser must hold each as a whole.
_LONGEST_TAG = 1 << 20
# What an element takes besides its text.
_ELEMENT = 400
_MOST_NAMES = 500
_UNFINISHED = frozenset(
    expat.errors.codes[name]
    for name in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
    )
)


@dataclass(slots=True)
class _Open:
    """An element whose end is still to come. ``used`` is how much memory its branch took before it."""

    element: Element
    used: int
    pieces: list[str] = field(default_factory=list)
    length: int = 0


class XmlStream:
    """Parses what it is fed."""

    def __init__(self, form: Format, first_line: int = 1) -> None:
        self.form, self._skipped = form, first_line - 1
        # ``_passing`` is the depth of the element that is passed over, if one is.
        self._fed = self._depth = self._used = self._passing = 0
        self._is_over = False
        self._prefixes: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._open: list[_Open] = []
        self._ready: deque[Element] = deque()
        self._parser = self._parser_of()

    def feed(self, data: bytes, *, is_last: bool = False) -> Iterator[Element]:
        """The branches that end in the next piece of the file, which is in UTF-8. Raises BrokenExport."""
        if not self._is_over:
            self._fed += len(data)
            self._parse(data, is_last)
        while self._ready:
            yield self._ready.popleft()

    @property
    def line(self) -> int:
        """The line it is at."""
        return self._parser.CurrentLineNumber + self._skipped

    def broken(self, reason: str, line: int = 0) -> BrokenExport:
        """What to raise, with the line."""
        return BrokenExport(_("line {number}: {reason}.").format(number=line or self.line, reason=reason))

    def _parser_of(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        # Entities that HTML knows and XML does not (&nbsp;) then come one by one instead of ending it all.
        parser.UseForeignDTD(True)
        parser.SkippedEntityHandler = self._entity
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        return parser

    def _parse(self, data: bytes, is_last: bool) -> None:
        try:
            self._parser.Parse(data, is_last)
        except expat.ExpatError as error:
            # Behind the end there may be anything: what a server said when it ran out of time.
            if not self._is_over:
                raise self._explained(error) from error
        if not self._is_over and self._fed - max(self._parser.CurrentByteIndex, 0) > _LONGEST_TAG:
            raise self.broken(_("a tag or comment begins here that has more than a million characters"))

    def _explained(self, error: expat.ExpatError) -> BrokenExport:
        line = error.lineno + self._skipped
        if error.code in _UNFINISHED:
            return self.broken(_("the file ends in the middle, it was not exported or copied to its end"), line)
        return self.broken(_("this is no well-formed XML, {error}").format(error=_why(error.code)), line)

    def _doctype(self, *_args: object) -> None:
        raise self.broken(_("the file declares a document type, as no export does"))

    def _entity(self, name: str, _is_parameter: bool) -> None:
        self._text(html5.get(f"{name};", f"&{name};"))

    def _start(self, raw: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self.broken(_("elements are nested more than {most} deep").format(most=_DEEPEST))
        if self._passing:
            return
        if attributes:
            self._learn(attributes)
        name = self._names.get(raw) or self._name(raw)
        if self._open or name in self.form.branches:
            if name in self.form.passed:
                self._passing = self._depth
                return
            self._open.append(
                _Open(Element(name, attributes, self._parser.CurrentLineNumber + self._skipped), self._used)
            )
            self._use(_ELEMENT + (sum(map(len, attributes.values())) if attributes else 0))
        elif self._depth == 1 and name != self.form.root:
            reason = _("the file begins with <{name}> and not with <{root}>")
            raise self.broken(reason.format(name=name[:40], root=self.form.root))

    def _learn(self, attributes: dict[str, str]) -> None:
        for key, value in attributes.items():
            if key.startswith("xmlns:"):
                known = (name for part, name in self.form.namespaces.items() if part in value)
                self._prefixes[key[6:]] = next(known, key[6:])
                self._names.clear()

    def _name(self, raw: str) -> str:
        prefix, colon, local = raw.partition(":")
        name = f"{self._prefixes.get(prefix, prefix)}:{local}" if colon else raw
        if len(self._names) < _MOST_NAMES:
            self._names[raw] = name
        return name

    def _end(self, _raw: str) -> None:
        self._depth -= 1
        self._is_over = self._depth == 0
        if self._passing:
            self._passing = 0 if self._depth < self._passing else self._passing
            return
        if not self._open:
            return
        ended = self._open.pop()
        element = ended.element
        element.text = "".join(ended.pieces)
        if not self._open:
            self._ready.append(element)
            self._used = 0
        elif shape := self.form.shapes.get(element.name):
            self._open[-1].element.shaped.append(shape(element))
            # Its texts are kept, the elements around them are not.
            self._used = ended.used
            self._use(_ELEMENT + sum(sys.getsizeof(child.text) for child in element.children))
        else:
            self._open[-1].element.children.append(element)

    def _text(self, data: str) -> None:
        if not self._open or self._passing:
            return
        top = self._open[-1]
        top.length += len(data)
        if top.length > LONGEST_TEXT:
            top.element.cut = True
            top.pieces.clear()
            return
        top.pieces.append(data)
        self._use(sys.getsizeof(data))

    def _use(self, size: int) -> None:
        self._used += size
        if self._used > MOST_MEMORY:
            first = self._open[0].element
            reason = _("<{name}> begins here and holds more than a weblog can take in one piece")
            raise self.broken(reason.format(name=first.name), first.line)


def _why(code: int) -> str:
    if code == expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]:
        return _("as an element ends that is not the last one that began")
    if code == expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN]:
        return _("as something stands there that may not: a lone < or &, or the end of a CDATA section within one")
    return expat.ErrorString(code)
