"""Lines of a Movable Type export, and which of its lines of hyphens are separators.

The format escapes nothing: a comment may hold a line of five or eight hyphens. A separator is therefore judged by what
follows it. Sources: Movable Type's ImportExport.pm, Typepad's help page on the format, real files of both."""

import re
from collections.abc import Container, Iterator
from typing import TextIO

SECTION_END = "-----"
ENTRY_END = "--------"

ONCE = ("BODY", "EXTENDED BODY", "EXCERPT", "KEYWORDS")
MANY = ("COMMENT", "PING")
_SECTIONS = {f"{name}:": name for name in (*ONCE, *MANY)}
HEADER_KEYS = frozenset(
    {
        "AUTHOR",
        "AUTHOR EMAIL",
        "TITLE",
        "BASENAME",
        "STATUS",
        "ALLOW COMMENTS",
        "ALLOW PINGS",
        "CONVERT BREAKS",
        "PRIMARY CATEGORY",
        "CATEGORY",
        "TAGS",
        "UNIQUE URL",
        "DATE",
        "NO ENTRY",
        "START BODY",
        "IMAGE",
    }
)

# What plug-ins add as sections: CF50_price, MY_FIELD.
_CUSTOM = re.compile(r"(CF\d+_[\w-]+|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+):[ \t]*", re.ASCII)
_KEY = re.compile(r"[ \t]*([A-Z][A-Z0-9 _-]*?)[ \t]*:(?:[ \t]|$)")
# Lines are not decoded yet, and what Latin-1 takes for blank may be half of a letter.
BLANKS = " \t\v\f"

# A line is handed on in one piece up to this length; nothing that people wrote is longer.
LONGEST_LINE = 16_000_000
_PIECE = 1 << 17
# How far it looks for what follows a separator: blank lines before it, and the lines of a header.
_FAR = 200


class Lines:
    """The lines of a text, without their ends, with a view ahead. ``number`` is that of the line handed out last."""

    def __init__(self, stream: TextIO) -> None:
        self._source = _in_pieces(stream)
        # What was read of the stream, and how much of it was handed out.
        self._here: list[str] = []
        self._at = 0
        self.number = 0

    def next(self) -> str | None:
        """The next line; None at the end of the file."""
        self.number += 1
        if self._at == len(self._here) and not self._read_on():
            return None
        line = self._here[self._at]
        self._at += 1
        return line

    def ahead(self, index: int) -> str | None:
        """The line that comes ``index`` lines after the next one; None behind the end of the file."""
        place = self._at + index
        while place >= len(self._here):
            if not self._read_on():
                return None
            place = self._at + index
        return self._here[place]

    def plain(self) -> list[str]:
        """Lines up to the next one that begins with five hyphens, or fewer: maybe none."""
        start = end = self._at
        here, count = self._here, len(self._here)
        while end < count and not here[end].startswith(SECTION_END):
            end += 1
        self._at = end
        self.number += end - start
        return here[start:end]

    def _read_on(self) -> bool:
        more = next(self._source, None)
        if more is None:
            return False
        self._here = self._here[self._at :] + more
        self._at = 0
        return True

    def filled(self, index: int = 0) -> tuple[int, str | None]:
        """The first line from ``index`` on that is not blank, and where it is; None if the file ends before."""
        for place in range(index, index + _FAR):
            line = self.ahead(place)
            if line is None or not is_blank(line):
                return place, line
        return index + _FAR, ""


def _in_pieces(stream: TextIO) -> Iterator[list[str]]:
    # Some lines at a time, so that a file without line ends cannot fill the memory.
    begun: list[str] = []
    length = 0
    while piece := stream.read(_PIECE):
        first, *more = piece.split("\n")
        if length < LONGEST_LINE:
            begun.append(first)
            length += len(first)
        if more:
            last = more.pop()
            yield ["".join(begun), *more]
            begun, length = [last], len(last)
    if length:
        yield ["".join(begun)]


def is_blank(line: str) -> bool:
    """Whether nothing but spaces is on the line."""
    return not line.strip(BLANKS)


def section_name(line: str) -> str | None:
    """The name of the section that begins with this line, or None."""
    if line in _SECTIONS:
        return _SECTIONS[line]
    if not line or not line[0].isupper():
        return None
    name, colon, rest = line.partition(":")
    if colon and is_blank(rest) and (name in ONCE or name in MANY):
        return name
    custom = _CUSTOM.fullmatch(line)
    return custom[1] if custom else None


def key_of(line: str) -> str | None:
    """The key of a header's line (``TITLE: …``), known or not; None if it is no such line."""
    found = _KEY.match(line)
    return found[1] if found else None


def starts_header(line: str) -> bool:
    """Whether an entry may begin with this line."""
    return key_of(without_mark(line)) in HEADER_KEYS


def without_mark(line: str) -> str:
    """The line without a byte order mark, which files that were joined have in the middle."""
    return line.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").removeprefix("ï»¿")


def ends_section(lines: Lines, seen: Container[str], start: int = 0) -> bool:
    """Whether a line of five hyphens ends its section: what follows begins a section that may come now (``seen`` are
    the names of those before), ends the entry, or is the end of the file."""
    place, line = lines.filled(start)
    if line is None:
        return True
    if line == ENTRY_END:
        return ends_entry(lines, after_section=True, start=place + 1)
    if line == SECTION_END:
        # Two in a row: the first is a ruler in the text. With blank lines between, an empty section of a plug-in.
        return place > start and place < start + _FAR and ends_section(lines, seen, place + 1)
    name = section_name(line)
    return name is not None and not (name in ONCE and name in seen)


def ends_entry(lines: Lines, *, after_section: bool, start: int = 0) -> bool:
    """Whether a line of eight hyphens ends its entry: another one's header follows, or the end of the file.

    Behind the end of a section its first line is enough; elsewhere all of the header must be one with a body below, as
    a text may well quote a table with ``DATE:`` below its ruler."""
    place, line = lines.filled(start)
    if line is None:
        return True
    return starts_header(line) and (after_section or _is_whole_header(lines, place))


def _is_whole_header(lines: Lines, start: int) -> bool:
    is_loose = False
    for place in range(start, start + _FAR):
        line = lines.ahead(place)
        if line is None:
            return False
        if line == SECTION_END:
            return section_name(lines.filled(place + 1)[1] or "") in (*ONCE, *(MANY if is_loose else ()))
        key = key_of(without_mark(line))
        if key is None and not is_blank(line):
            return False
        if key == "START BODY":
            return True
        is_loose = is_loose or key == "NO ENTRY"
    return False
