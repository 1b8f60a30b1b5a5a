"""Files that came together and mean harm, or are broken: one clear line, in little memory and on little disk."""

import gzip
import io
import lzma
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from tertulia.exchange.readers.packed import files_in
from tertulia.exchange.records import BrokenExport
from tests.examples import examples
from tests.exchange.captures.memory import peak_of
from tests.exchange.test_packed import COMPRESS, tar


def read_all(path: Path) -> int:
    """How many bytes are in it altogether."""
    total = 0
    for file in files_in(path):
        with file.open() as stream:
            while piece := stream.read(1 << 16):
                total += len(piece)
    return total


def packed_zip(*members: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as packed:
        for name, content in members:
            packed.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../one.html", "leads out of the folder"),
        ("a/../../one.html", "leads out of the folder"),
        ("/etc/one.html", "leads out of the folder"),
        ("C:/one.html", "leads out of the folder"),
        ("a\nb.html", "no name may hold"),
        ("a" * 5000, "longer than any name"),
        ("a/" * 200 + "b", "longer than any name"),
    ],
)
@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_a_name_that_no_file_has_is_refused(tmp_path: Path, kind: str, name: str, reason: str) -> None:
    path = tmp_path / "site"
    path.write_bytes(packed_zip((name, b"1")) if kind == "zip" else tar((name, b"1")))
    with pytest.raises(BrokenExport, match=reason) as refusal:
        read_all(path)
    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) < 400


def test_a_name_that_hides_its_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "site.zip"
    path.write_bytes(packed_zip(("one.html_.exe", b"1")).replace(b"one.html_", b"one.html\0"))
    with pytest.raises(BrokenExport, match="no name may hold"):
        read_all(path)


def test_a_locked_zip_and_one_packed_in_a_strange_way_are_told(tmp_path: Path) -> None:
    plain = packed_zip(("one.html", b"1" * 100))
    place = plain.index(b"PK\x01\x02")
    path = tmp_path / "site.zip"
    for offset, value, reason in ((8, 1, "password"), (10, 93, "not known here")):
        path.write_bytes(plain[: place + offset] + struct.pack("<H", value) + plain[place + offset + 2 :])
        with pytest.raises(BrokenExport, match=rf"one\.html: .*{reason}"):
            read_all(path)


def test_a_zip_that_claims_the_same_bytes_again_and_again_is_refused(tmp_path: Path) -> None:
    plain = packed_zip(("a", bytes(1 << 20)))
    place, end = plain.index(b"PK\x01\x02"), plain.index(b"PK\x05\x06")
    entries = plain[place:end] * 1000
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1000, 1000, len(entries), place, 0)
    path = tmp_path / "site.zip"
    path.write_bytes(plain[:place] + entries + tail)
    with pytest.raises(BrokenExport, match="more than it can hold"):
        read_all(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "site.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("a", "w") as file:
        for _piece in range(1100):
            file.write(bytes(1 << 20))
    with pytest.raises(BrokenExport, match="more than it can hold"):
        read_all(path)


def test_a_zip_says_no_more_than_it_holds(tmp_path: Path) -> None:
    plain = packed_zip(("a", bytes(1000)))
    place = plain.index(b"PK\x01\x02")
    path = tmp_path / "site.zip"
    path.write_bytes(plain[: place + 24] + struct.pack("<L", 900) + plain[place + 28 :])
    with pytest.raises(BrokenExport, match=r"^a is damaged: Bad CRC"):
        read_all(path)


def test_a_list_of_files_longer_than_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "site.zip"
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, 1 << 30, 4, 0)
    path.write_bytes(b"PK\x03\x04" + tail)
    with pytest.raises(BrokenExport, match="import the folder"):
        read_all(path)


def test_a_tar_bomb_stops_at_what_it_may_unpack_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tertulia.exchange.readers.packed.spool._HARMLESS", 1 << 20)
    path = tmp_path / "site.tar.gz"
    path.write_bytes(gzip.compress(tar(("a", bytes(20 << 20)))))
    with pytest.raises(BrokenExport, match="more than it can hold"):
        read_all(path)


@pytest.mark.parametrize("kind", [b"L", b"x", b"g"])
def test_a_header_of_a_tar_file_that_says_it_is_long_takes_no_memory(tmp_path: Path, kind: bytes) -> None:
    content = bytearray(tar(("a", b"1")))
    content[124:136] = b"%011o\0" % (200 << 20)
    content[156:157] = kind
    content[148:156] = b" " * 8
    content[148:156] = b"%06o\0 " % sum(content[:512])
    path = tmp_path / "site.tar"
    with path.open("wb") as file:
        file.write(content[:512])
        file.truncate(300 << 20)

    def refused() -> None:
        with pytest.raises(BrokenExport, match="a header is longer"):
            read_all(path)

    assert peak_of(refused) < 20e6


@pytest.mark.parametrize("kind", COMPRESS)
@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_a_tar_file_that_is_not_whole_is_refused(tmp_path: Path, kind: str, cut: float) -> None:
    path = tmp_path / "site"
    whole = COMPRESS[kind](tar(("one", bytes(range(256)) * 40), ("two", b"2" * 9000))[:-10240])
    path.write_bytes(whole[: int(len(whole) * cut)])
    with pytest.raises(BrokenExport, match=r"is damaged|is not whole"):
        read_all(path)


def test_damage_in_the_middle_of_a_tar_file_is_not_its_end(tmp_path: Path) -> None:
    path = tmp_path / "site.tar"
    content = bytearray(tar(("one", b"1"), ("two", b"2"), ("three", b"3")))
    content[1024:1100] = b"x" * 76
    path.write_bytes(content)
    with pytest.raises(BrokenExport, match="what follows the last file"):
        read_all(path)


def test_xz_that_asks_for_more_memory_than_there_is_gets_none(tmp_path: Path) -> None:
    path = tmp_path / "site.tar.xz"
    content = lzma.compress(tar(("a", b"1")))
    # The head of the first block: its last byte before the padding says how much memory it takes to unpack.
    head = content[12:16] + b"\x26" + content[17:20]
    path.write_bytes(content[:12] + head + struct.pack("<L", zlib.crc32(head)) + content[24:])
    with pytest.raises(BrokenExport, match="is damaged: Memory"):
        read_all(path)


TARS = [pack(tar(("a", b"1" * 300))) for pack in COMPRESS.values()]
WHOLES = [packed_zip(("a/one.html", b"1" * 300), ("two", b"2")), *TARS]


@settings(max_examples=examples(150), deadline=None)
@given(st.sampled_from(WHOLES), st.data())
def test_whatever_happened_to_it_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, whole: bytes, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(whole)))
    spoilt = whole[:place] + data.draw(st.binary(max_size=20)) + whole[place + data.draw(st.integers(0, 20)) :]
    path = tmp_path_factory.mktemp("packed") / "site"
    path.write_bytes(spoilt)
    try:
        read, said = read_all(path), ""
    except BrokenExport as error:
        read, said = 0, str(error)
    event("refused" if said else "read")
    assert read < 20_000
    assert "\n" not in said
