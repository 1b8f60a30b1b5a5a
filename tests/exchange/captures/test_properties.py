"""Whatever pages hold, a source of them is read, or refused in one line."""

import io
import tarfile
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.exchange.readers.captures.source import captures_in
from tertulia.exchange.readers.captures.wayback import as_it_was
from tertulia.exchange.records import BrokenExport
from tests.examples import examples

PIECES = [
    b"<!-- BEGIN WAYBACK TOOLBAR INSERT -->",
    b"<!-- END WAYBACK TOOLBAR INSERT -->",
    b'<script>__wm.wombat("http://tide.example/","20210203040506"',
    b"</script>",
    b"<!-- FILE ARCHIVED ON 04:05:06 Feb 31, 2021",
    b"FILE ARCHIVED ON 20219999999999",
    b"-->",
    b'<a href="/web/20210203040506/http://tide.example/">',
    b"../../20210203040506im_/http:/tide.example/",
    b"<!-- saved from url=(0028)https://tide.example/a.html -->",
    b"\xff\0",
]
PAGES = st.lists(st.sampled_from(PIECES) | st.binary(max_size=30), max_size=12).map(b"".join)
PARTS = [
    "tide.example",
    "20210203040506",
    "http:",
    "web",
    "a.html",
    "index.html?b=1",
    "x@c=2",
    "..",
    "%zz",
    "é",
    " ",
    "a.gz",
]
NAMES = st.lists(st.sampled_from(PARTS) | st.text(max_size=8), min_size=1, max_size=5).map("/".join)


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(st.tuples(NAMES, PAGES), min_size=1, max_size=4), st.sampled_from(["zip", "tar"]))
def test_files_of_any_name_and_content_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, files: list[tuple[str, bytes]], kind: str
) -> None:
    path = tmp_path_factory.mktemp("pages") / "site"
    (_write_zip if kind == "zip" else _write_tar)(path, files)
    said = ""
    try:
        for capture in captures_in(path):
            assert capture.url.startswith(("http://", "https://", "/"))
            capture.read()
    except BrokenExport as error:
        said = str(error)
    assert "\n" not in said


@given(PAGES)
def test_what_is_of_the_wayback_machine_is_taken_out_once(page: bytes) -> None:
    first = as_it_was(page)
    assert first is None or len(first.content) <= len(page)


@pytest.mark.parametrize("piece", [*PIECES, b"../", b"<link ", b'<input id="wmtbURL" ', b"<script>", b"<!--"])
def test_a_page_made_to_be_slow_is_not(piece: bytes) -> None:
    began = time.process_time()
    assert as_it_was(b"FILE ARCHIVED ON" + piece * (1_000_000 // len(piece)))
    assert time.process_time() - began < 5


def _write_zip(path: Path, files: list[tuple[str, bytes]]) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        for number, (name, content) in enumerate(files):
            packed.writestr(f"{number}/{name}".encode("utf-8", "replace").decode(), content)


def _write_tar(path: Path, files: list[tuple[str, bytes]]) -> None:
    with tarfile.open(path, "w") as packed:
        for number, (name, content) in enumerate(files):
            member = tarfile.TarInfo(f"{number}/{name}")
            member.size = len(content)
            packed.addfile(member, io.BytesIO(content))
