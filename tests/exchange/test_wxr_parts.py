"""One WordPress export that comes in parts, as WordPress.com packs a long one."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tertulia.exchange.ahead import Ahead
from tertulia.exchange.readers.known import open_export
from tertulia.exchange.records import BrokenExport, Note, PostRecord, Record
from tests.exchange.writing_wxr import author, category, comment, filed, item, wxr

_ITEMS = [item(f"Day {n}", n, comment("Ebb.", n), filed("sea", "Sea"), filed("gulls", "Gulls")) for n in range(1, 13)]
_HEAD = author() + category("sea", "Sea") + category("air", "Air")


def packed(path: Path, *parts: str, beside: str = "__MACOSX/._x") -> Path:
    """The parts in a ZIP file, the last one first."""
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(beside, "x")
        for number, part in reversed([*enumerate(parts)]):
            made.writestr(f"site/tide.wordpress.2026-01-01.{number}.xml", part)
    return path


def without_lines(records: list[Record]) -> list[Record]:
    """The records without where they stood."""
    return [record if isinstance(record, Note) else _unlined(record) for record in records]


def _unlined(record: Record) -> Record:
    if isinstance(record, PostRecord):
        comments = tuple(replace(one, line=0) for one in record.comments)
        record = replace(record, comments=comments)
    return replace(record, line=0)  # type: ignore[arg-type]


def test_the_parts_are_one_export(tmp_path: Path) -> None:
    (tmp_path / "whole.xml").write_text(wxr(*_ITEMS, head=_HEAD))
    reader = open_export(packed(tmp_path / "parts.zip", *(wxr(one, head=_HEAD) for one in _ITEMS)))
    *found, note = [*reader]
    assert without_lines(found) == without_lines([*open_export(tmp_path / "whole.xml")])
    assert note == Note("It came in 12 files, whose lines are counted on from each to the next.")
    assert (reader.format, reader.position) == ("wxr", reader.size)
    lines = [record.line for record in found if isinstance(record, PostRecord)]
    assert lines == sorted({*lines})
    ahead = Ahead(reader, "en")
    assert [*ahead] == [*found, note]
    ahead.close()


def test_a_part_that_is_broken_is_named_by_its_line_among_all(tmp_path: Path) -> None:
    first = wxr(_ITEMS[0])
    reader = open_export(packed(tmp_path / "parts.zip", first, wxr(_ITEMS[1])[:-30]))
    with pytest.raises(BrokenExport, match=r"line \d+") as broken:
        list(reader)
    assert int(str(broken.value).split()[1].strip(":")) > first.count("\n")


def test_exports_of_several_weblogs_are_not_mixed(tmp_path: Path) -> None:
    path = packed(tmp_path / "parts.zip", wxr(_ITEMS[0]), wxr(_ITEMS[1], site="https://ebb.example.org"))
    with pytest.raises(BrokenExport, match=r"several weblogs are in it \(https://ebb.example.org, https://tide"):
        open_export(path)


@pytest.mark.parametrize("beside", ["notes.txt", "site/more.xml"])
def test_what_else_is_among_them_is_not_passed_in_silence(tmp_path: Path, beside: str) -> None:
    with pytest.raises(BrokenExport, match="unpack that"):
        open_export(packed(tmp_path / "parts.zip", wxr(_ITEMS[0]), wxr(_ITEMS[1]), beside=beside))
