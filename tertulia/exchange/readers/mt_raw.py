"""The grammar of a Movable Type export: entries of a header and sections, as raw lines.

ENTRY   = HEADER "-----" SECTION* "--------"
HEADER  = KEY ": " VALUE lines, any order, empty lines allowed
SECTION = NAME ":" [KEY: VALUE lines, in COMMENT and PING] text "-----"
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.functional import cached_property

from tertulia.exchange.readers.mt_lines import (
    BLANKS,
    ENTRY_END,
    HEADER_KEYS,
    MANY,
    SECTION_END,
    Lines,
    ends_entry,
    ends_section,
    is_blank,
    key_of,
    section_name,
    without_mark,
)

# Longer texts are refused by the weblog too; the rest of one is read over, so that it cannot fill the memory.
LONGEST_TEXT = 4_000_000
LONGEST_ENTRY = 48_000_000
# So many lines that are no header's, and this is no header.
_JUNK = 20
_DETAILS = {
    "COMMENT": frozenset({"AUTHOR", "EMAIL", "IP", "URL", "DATE"}),
    "PING": frozenset({"TITLE", "URL", "IP", "BLOG NAME", "DATE"}),
}
# Since version 7 Movable Type writes a TAB behind a line of hyphens that is no separator.
_ESCAPED = re.compile(r"(-{5}|-{8})\t")


@dataclass
class RawSection:
    """One section: its text's lines, and for a comment or ping its details. ``cut`` if it was too long to keep."""

    name: str
    line: int
    details: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    length: int = 0
    cut: bool = False

    def add(self, lines: Sequence[str], room: int) -> None:
        """Keep more lines of text, while there is room."""
        self.length += sum(map(len, lines)) + len(lines)
        if self.cut or self.length > min(LONGEST_TEXT, room):
            self.cut = True
            self.lines.clear()
            return
        self.lines += lines

    @cached_property
    def text(self) -> str:
        """All of the text, once it is read, without the blank lines around it."""
        first, last = 0, len(self.lines)
        while first < last and is_blank(self.lines[first]):
            first += 1
        while last > first and is_blank(self.lines[last - 1]):
            last -= 1
        return "\n".join(self.lines[first:last])


@dataclass
class RawEntry:
    """One entry. ``header`` keeps repeated keys in order. ``broken`` says why its header could not be read. ``seen``
    are the names of its sections so far, ``room`` is how much more text may be kept. ``is_cut_off``:
    the file ends in the middle of a text. ``skims``: comments and pings are read over."""

    line: int
    header: list[tuple[str, str]] = field(default_factory=list)
    sections: list[RawSection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    broken: str = ""
    seen: set[str] = field(default_factory=set)
    room: int = LONGEST_ENTRY
    is_cut_off: bool = False
    skims: bool = False


def read_entry(lines: Lines, *, skims: bool = False) -> RawEntry | None:
    """The next entry; None if only blank lines are left."""
    while (line := lines.next()) is not None:
        if not is_blank(line) and line not in (SECTION_END, ENTRY_END):
            entry = RawEntry(lines.number, skims=skims)
            if _read_header(lines, entry, line):
                _read_sections(lines, entry)
            return entry
    return None


def _read_header(lines: Lines, entry: RawEntry, line: str | None) -> bool:
    # Whether sections may follow.
    junk, last = 0, ""
    while line is not None:
        line = without_mark(line)
        if line == SECTION_END:
            return True
        if line == ENTRY_END and ends_entry(lines, after_section=False):
            return False
        key = key_of(line)
        if key == "START BODY":
            return _read_section(lines, entry, RawSection("BODY", lines.number))
        if key and (key in HEADER_KEYS or last != "TITLE"):
            entry.header.append((key, line.partition(":")[2].strip(BLANKS)))
            last = key
        elif not is_blank(line):
            junk += 1
            _continue_title(entry, line, last, lines.number)
        if junk > _JUNK:
            return _give_up(lines, entry)
        line = lines.next()
    entry.broken = "unclosed"
    return False


def _continue_title(entry: RawEntry, line: str, last: str, number: int) -> None:
    if last == "TITLE":
        key, title = entry.header[-1]
        entry.header[-1] = (key, f"{title} {line.strip(BLANKS)}")
    else:
        entry.notes.append(f"{number}:{line.strip(BLANKS)}")


def _give_up(lines: Lines, entry: RawEntry) -> bool:
    # Read over the rest, to where another entry begins without a doubt.
    entry.broken = "unclosed"
    while (line := lines.next()) is not None:
        if line == ENTRY_END and ends_entry(lines, after_section=False):
            break
    return False


def _read_sections(lines: Lines, entry: RawEntry) -> None:
    while (line := lines.next()) is not None:
        if is_blank(line) or line == SECTION_END:
            continue
        if line == ENTRY_END and ends_entry(lines, after_section=True):
            return
        name = section_name(line)
        section = RawSection(name or "BODY", lines.number)
        if name is None:
            entry.notes.append(f"{lines.number}:{line.strip(BLANKS)}")
            section.add([line], entry.room)
        if not _read_section(lines, entry, section):
            return


def _read_section(lines: Lines, entry: RawEntry, section: RawSection) -> bool:
    # Whether more sections may follow.
    entry.sections.append(section)
    entry.seen.add(section.name)
    if section.name in MANY and not entry.skims:
        _read_details(lines, section)
    goes_on = _read_text(lines, entry, section)
    entry.room -= 0 if section.cut else section.length
    return goes_on


def _read_text(lines: Lines, entry: RawEntry, section: RawSection) -> bool:
    section.add(lines.plain(), entry.room)
    while (line := lines.next()) is not None:
        if line == SECTION_END and ends_section(lines, entry.seen):
            return True
        if line == ENTRY_END and ends_entry(lines, after_section=False):
            return False
        section.add([line[:-1] if _ESCAPED.fullmatch(line) else line, *lines.plain()], entry.room)
    entry.is_cut_off = True
    return False


def _read_details(lines: Lines, section: RawSection) -> None:
    # Only known keys, each once: a comment's first line may well be "NOTE: …", or another "URL: …".
    known = _DETAILS[section.name]
    while (line := lines.ahead(0)) is not None:
        key, _colon, value = line.partition(": ")
        if key not in known:
            key, value = key_of(line) or "", line.partition(":")[2]
        if key in known and key not in section.details:
            section.details[key] = value.strip(BLANKS)
        elif not is_blank(line) or section.details:
            return
        lines.next()
