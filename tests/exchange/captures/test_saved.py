"""Pages saved one by one or as wget leaves them."""

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from tertulia.exchange.readers.captures.source import captures_in
from tertulia.exchange.records import BrokenExport

PAGES = {
    "tide.example/tide/index.html": b"<p>Home",
    "tide.example/tide/2017/08/harbour.html": b"<p>Harbour",
    "tide.example/tide/2017/08/harbour.html?cid=6a00d8.html": b"<p>Harbour",
    "tide.example/tide/atom.xml": b"<feed>",
}
UNKNOWN = "application/octet-stream"
ADDRESSES = [
    "http://tide.example/tide/",
    "http://tide.example/tide/2017/08/harbour.html",
    "http://tide.example/tide/2017/08/harbour.html?cid=6a00d8",
    "http://tide.example/tide/atom.xml",
]


def folder(path: Path) -> Path:
    for name, content in PAGES.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content)
    return path


def packed_zip(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in PAGES.items():
            packed.writestr(name, content)
    return path


def packed_tar(path: Path, mode: str) -> Path:
    with tarfile.open(path, f"w:{mode}") as packed:  # type: ignore[call-overload]
        for name, content in PAGES.items():
            member = tarfile.TarInfo(f"./{name}")
            member.size = len(content)
            packed.addfile(member, io.BytesIO(content))
    return path


@pytest.mark.parametrize("kind", ["folder", "zip", "tar", "gz", "bz2", "xz"])
def test_a_folder_of_wget_is_read_packed_or_not(tmp_path: Path, kind: str) -> None:
    if kind == "folder":
        path = folder(tmp_path)
    elif kind == "zip":
        path = packed_zip(tmp_path / "pages.zip")
    else:
        path = packed_tar(tmp_path / "pages.tar", "" if kind == "tar" else kind)
    source = captures_in(path)
    found = {capture.url: capture.read for capture in source}
    assert sorted(found) == sorted(ADDRESSES)
    assert {url: read() for url, read in found.items()} == dict(zip(ADDRESSES, PAGES.values(), strict=True))
    assert (source.position, [capture.url for capture in source]) == (source.size, list(found))


def test_a_film_that_is_too_long_for_memory_can_be_opened(tmp_path: Path) -> None:
    with (tmp_path / "boats.mp4").open("wb") as film:
        film.truncate(60 << 20)
    (capture,) = captures_in(tmp_path)
    with capture.open() as file:
        assert (capture.media_type, file.seek(0, io.SEEK_END)) == ("video/mp4", 60 << 20)
    with pytest.raises(BrokenExport, match=r"^boats\.mp4: it is longer than a page or picture may be"):
        capture.read()


def test_what_is_packed_once_more_is_left_out_and_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as packed:
        packed.writestr("__MACOSX/tide.example/._a.html", "x")
        packed.writestr("inner.zip", "PK")
        packed.writestr("site.wacz", "PK")
        packed.writestr("tide.example/a.html", "<p>Harbour")
    source = captures_in(tmp_path / "all.zip")
    assert [capture.url for capture in source] == ["http://tide.example/a.html"]
    assert [note.sentence for note in source.notes()] == [
        "2 files, the first of them inner.zip: is packed once more; import it by itself."
    ]


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "text/html"),
        (b"\0", "application/octet-stream"),
    ],
)
def test_what_has_no_ending_is_told_by_its_content(tmp_path: Path, content: bytes, media_type: str) -> None:
    (tmp_path / "6a00d8-800wi").write_bytes(content)
    assert [capture.media_type for capture in captures_in(tmp_path)] == [media_type]
