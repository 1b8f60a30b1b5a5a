"""An archive that was made to do harm is refused before anything of it is unpacked."""

import struct
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_LZMA, ZipFile, ZipInfo

import pytest

from tertulia.exchange.archive import entries, lines
from tertulia.lib import zips
from tests.exchange.archives import changed

Refused = Callable[[], str]


@pytest.mark.parametrize(
    "name", ["media/../../evil.png", "media//evil.png", "/media/evil.png", "media/a\\b.png", "../x"]
)
def test_no_file_leads_out_of_the_folder(kept: Path, refused: Refused, name: str) -> None:
    changed(kept, {name: lambda _content: b"evil"})
    assert "would lie outside the archive’s folder" in refused()


@pytest.mark.parametrize(
    "name", ["evil.html", "evil.svg", "evil", ".evil.png", "images/evil.png.js", "x" * 300 + ".png"]
)
def test_no_file_comes_in_that_could_speak_for_the_weblog(kept: Path, refused: Refused, name: str) -> None:
    changed(kept, {f"media/{name}": lambda _content: b"<script>alert(1)</script>"})
    assert "no file of such a name is taken in" in refused()


def test_no_link_to_another_file_comes_in(kept: Path, refused: Refused) -> None:
    link = ZipInfo("media/images/evil.png")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with ZipFile(kept, "a") as packed:
        packed.writestr(link, "/etc/passwd")
    assert refused() == "media/images/evil.png: is no plain file."


def test_files_that_nobody_listed_or_that_are_there_twice_are_refused(kept: Path, refused: Refused) -> None:
    with ZipFile(kept, "a") as packed:
        packed.writestr("media/images/more.png", b"more")
    assert refused() == "media/images/more.png: is not in the list of files."
    with pytest.warns(UserWarning, match="Duplicate"), ZipFile(kept, "a") as packed:
        packed.writestr("data/posts.jsonl", b"")
    assert refused() == "data/posts.jsonl: is there twice."


def test_a_file_that_is_missing_is_named(kept: Path, refused: Refused, content: bytes) -> None:
    with ZipFile(kept) as packed:
        contents = {name: packed.read(name) for name in packed.namelist() if name != "data/tags.jsonl"}
    with ZipFile(kept, "w") as packed:
        for name, told in contents.items():
            packed.writestr(name, told)
    assert refused() == "data/tags.jsonl: is missing."


def test_a_method_of_packing_that_is_not_ours_is_refused(kept: Path, refused: Refused) -> None:
    with ZipFile(kept, "a", ZIP_LZMA) as packed:
        packed.writestr("media/images/more.png", b"more")
    assert refused() == "media/images/more.png: is packed in a way that is not known here."


def test_what_unpacks_to_more_than_it_can_hold_is_refused(
    kept: Path, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zips, "_HARMLESS", 1_000_000)
    changed(kept, {"data/tags.jsonl": lambda _content: b" " * 30_000_000})
    assert refused() == "it would unpack to more than it can hold."


def test_entries_that_share_their_bytes_are_refused(kept: Path, refused: Refused) -> None:
    content, mark = bytearray(kept.read_bytes()), b"PK\x01\x02"
    for place in range(len(content) - 4):
        if content[place : place + 4] == mark:
            content[place + 20 : place + 24] = struct.pack("<L", len(content) // 2)
    kept.write_bytes(content)
    assert refused() == "it would unpack to more than it can hold."


def test_a_file_that_is_longer_than_it_says_is_refused(kept: Path, refused: Refused) -> None:
    with ZipFile(kept) as packed:
        said = packed.getinfo("data/posts.jsonl").file_size
    content = kept.read_bytes()
    assert content.count(struct.pack("<L", said)) == 2
    kept.write_bytes(content.replace(struct.pack("<L", said), struct.pack("<L", said - 1)))
    assert refused() == "data/posts.jsonl: is not as long as it was."


def test_a_list_of_entries_that_is_too_long_is_not_even_read(kept: Path, refused: Refused) -> None:
    content = kept.read_bytes()
    end = content.rindex(b"PK\x05\x06")
    kept.write_bytes(content[: end + 12] + struct.pack("<L", 2**31) + content[end + 16 :])
    assert refused() == "it lists more files than an archive may hold."
    large = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 2**40, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    kept.write_bytes(content[:end] + large + locator + content[end:])
    assert refused() == "it lists more files than an archive may hold."


def test_more_files_than_a_weblog_has_are_refused(
    kept: Path, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "MOST_FILES", 10)
    assert refused() == "it lists more files than an archive may hold."


def test_a_line_without_an_end_is_refused(kept: Path, refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LONGEST", 100_000)
    changed(kept, {"data/tags.jsonl": lambda content: content + b" " * 200_000 + b"\n"})
    assert refused().endswith("is longer than any record may be.")
