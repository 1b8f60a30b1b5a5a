"""A dump of files is read with the addresses that its folders tell, and nothing else becomes public."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.exchange.readers.files import FilesReader
from tertulia.exchange.readers.known import open_export
from tertulia.exchange.records import BrokenExport, MediaRecord, Note
from tests.exchange.dumps import folder_of, zip_of


def addresses(folder: Path, *names: str) -> list[str]:
    reader = FilesReader(folder_of(dict.fromkeys(names, b"x"), folder))
    return [record.url for record in reader if isinstance(record, MediaRecord)]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("photos/a b.jpg", "files/50%.zip"), ["/files/50%25.zip", "/photos/a%20b.jpg"]),
        (("dump/deep/photos/a.jpg", "dump/deep/files/b.pdf"), ["/files/b.pdf", "/photos/a.jpg"]),
        (("islands.typepad.com/photos/a.jpg", "readme.txt"), ["http://islands.typepad.com/photos/a.jpg"]),
        (("blog/images/a.gif", "photos/b.gif"), ["/blog/images/a.gif", "/photos/b.gif"]),
        ((".a/6a00d8341c2f0953ef-pi", ".a/6a00d8341c2f0953ef-popup"), ["/.a/6a00d8341c2f0953ef-pi"]),
        (("photos/a.jpg", "photos/.DS_Store", "__MACOSX/photos/._a.jpg", "photos/Thumbs.db"), ["/photos/a.jpg"]),
        (("photos/a.jpg", "export.txt", "database.sql", "comments.xml"), ["/photos/a.jpg"]),
    ],
)
def test_folders_tell_the_address(tmp_path: Path, names: tuple[str, ...], expected: list[str]) -> None:
    assert addresses(tmp_path / "x", *names) == expected


def test_it_is_told_by_its_names(tmp_path: Path) -> None:
    assert isinstance(open_export(zip_of({"photos/a.jpg": b"x"}, tmp_path / "dump.zip")), FilesReader)
    assert isinstance(open_export(folder_of({"dump/files/a.pdf": b"x"}, tmp_path / "folder")), FilesReader)


def test_of_pages_it_says_nothing() -> None:
    assert not FilesReader.fits_names(["2009/01/a.html", "2009/01/b.html", "photos/a.jpg"])
    assert not FilesReader.fits_names(["export.txt"])
    assert not FilesReader.fits_names([])


def test_it_can_be_read_again(tmp_path: Path) -> None:
    reader = FilesReader(zip_of({"photos/a.jpg": b"x", "note.doc.txt": b"y"}, tmp_path / "dump.zip"))
    assert list(map(type, reader)) == list(map(type, reader)) == [MediaRecord, Note]
    assert reader.position == reader.size


@given(st.lists(st.text(min_size=1, max_size=40), max_size=5))
def test_any_names_are_read_or_refused(names: list[str]) -> None:
    FilesReader.fits_names(names)


@pytest.mark.parametrize("name", ["../photos/a.jpg", "/photos/a.jpg", "photos/../../a.jpg"])
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BrokenExport):
        list(open_export(zip_of({name: b"x", "photos/b.jpg": b"x"}, tmp_path / "dump.zip")))
