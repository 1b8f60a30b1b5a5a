"""Pages saved one by one or as wget leaves them."""

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from tertulia.exchange.readers.captures.source import captures_in

PAGES = {
    "tide.example/tide/index.html": b"<p>Home",
    "tide.example/tide/2017/08/harbour.html": b"<p>Harbour",
    "tide.example/tide/2017/08/harbour.html?cid=6a00d8.html": b"<p>Harbour",
    "tide.example/tide/atom.xml": b"<feed>",
}
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
