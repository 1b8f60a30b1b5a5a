"""Every encoding that servers of two decades wrote."""

import gzip
from pathlib import Path

import pytest

from tertulia.exchange.readers.mt import MovableTypeReader
from tertulia.exchange.records import BrokenExport
from tests.exchange.writing_mt import comment, entry, post, posts, read

FRENCH = "<p>L’été à Sète : « déjà vu » — cœur, naïveté, Ångström, 50 €.</p>"
JAPANESE = "<p>港の門は朝六時に閉まりました。ソースコードの表示、能力も。カタカナ</p>"


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("utf-8", FRENCH + JAPANESE),
        ("utf-8-sig", FRENCH),
        ("utf-16", FRENCH + JAPANESE),
        ("cp1252", FRENCH),
        ("latin-1", "<p>Été à Sète, deux cafés, señor</p>"),
        ("euc_jp", JAPANESE),
        ("shift_jis", JAPANESE),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_encoding_is_found_out(tmp_path: Path, encoding: str, body: str, end: str) -> None:
    written = (entry("Plain") + entry("Été" if body.isascii() else "T", body=body)).replace("\n", end)
    plain, foreign = posts(tmp_path, written.encode(encoding))
    assert (plain.title, foreign.body) == ("Plain", body)
    assert foreign.warnings == ()


def test_utf_16_of_the_other_byte_order_is_read(tmp_path: Path) -> None:
    assert post(tmp_path, b"\xfe\xff" + entry(body=JAPANESE).encode("utf-16-be")).body == JAPANESE


def test_entries_of_one_file_may_differ(tmp_path: Path) -> None:
    mixed = entry("A", body=FRENCH).encode() * 3 + entry("B", body=FRENCH).encode("cp1252")
    mixed += entry("C", body=JAPANESE).encode("euc_jp") + entry("D", body=JAPANESE).encode("shift_jis")
    found = posts(tmp_path, mixed)
    assert [one.body for one in found[2:]] == [FRENCH, FRENCH, JAPANESE, JAPANESE]
    assert [bool(one.warnings) for one in found] == [False, False, False, True, True, True]


def test_one_comment_of_an_entry_may_differ(tmp_path: Path) -> None:
    written = entry(body=FRENCH, comments=[comment("HERE"), comment("déjà")]).encode()
    found = post(tmp_path, written.replace(b"HERE", "été".encode("latin-1")))
    assert [one.text for one in found.comments] == ["été", "déjà"]
    assert "Windows-1252" in found.warnings[0]


def test_an_entry_of_utf_8_in_a_latin_1_file_is_read_as_such(tmp_path: Path) -> None:
    mixed = entry("A", body=FRENCH).encode("cp1252") * 3 + entry("B", body=FRENCH).encode()
    assert [one.body for one in posts(tmp_path, mixed)] == [FRENCH] * 4


def test_lost_characters_are_imported_and_told(tmp_path: Path) -> None:
    found = post(tmp_path, entry(body="caf\ufffd"))
    assert found.body == "caf\ufffd"
    assert "U+FFFD" in found.warnings[0]


def test_misread_characters_are_imported_and_told(tmp_path: Path) -> None:
    misread = "It’s".encode().decode("latin-1")
    found = post(tmp_path, entry(comments=[comment(misread)]))
    assert found.comments[0].text == misread
    assert "misread as Latin-1" in found.warnings[0]


def test_a_packed_file_is_read(tmp_path: Path) -> None:
    assert post(tmp_path, gzip.compress(entry(body=FRENCH).encode())).body == FRENCH


def test_a_packed_file_that_was_cut_is_refused(tmp_path: Path) -> None:
    packed = gzip.compress("".join(entry(f"No {n}", body=f"{n * 7919}") for n in range(9000)).encode())
    with pytest.raises(BrokenExport, match=r"^line \d+: the file ends in the middle"):
        read(tmp_path, packed[: len(packed) // 2])


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenExport, match="not even text"):
        read(tmp_path, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")


def test_position_tells_how_far_it_is(tmp_path: Path) -> None:
    path = tmp_path / "export.txt"
    path.write_text("".join(entry(f"No {n}") for n in range(2000)))
    reader = MovableTypeReader(path)
    seen = []
    for _record in reader:
        seen.append(reader.position)
    assert seen == sorted(seen)
    assert (0 < seen[0] < reader.size, reader.position) == (True, reader.size)
    assert len(list(reader)) == 2000
