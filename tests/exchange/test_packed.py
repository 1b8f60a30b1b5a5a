"""Files that came together, by people who meant well: what is in them, and what is passed."""

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tertulia.exchange.readers.packed import files_in, folder, is_packed

COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "tar": bytes,
    "tar.gz": gzip.compress,
    "tar.bz2": bz2.compress,
    "tar.xz": lzma.compress,
}


def tar(*members: tuple[str, bytes], **fields: object) -> bytes:
    """A tar file of these files, which the fields change."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as packed:
        for name, content in members:
            member = tarfile.TarInfo(name)
            member.size, member.mtime = len(content), 1_500_000_000
            for field, value in fields.items():
                setattr(member, field, value)
            packed.addfile(member, io.BytesIO(content))
    return out.getvalue()


@pytest.mark.parametrize("kind", COMPRESS)
def test_a_tar_file_is_read_in_any_order_however_it_is_compressed(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"site.{kind}"
    path.write_bytes(COMPRESS[kind](tar(("./a/one.html", b"1" * 70_000), ("two.html", b"2"))))
    assert is_packed(path)
    one, two = files_in(path)
    for file, content in ((two, b"2"), (one, b"1" * 70_000), (two, b"2")):
        with file.open() as stream:
            assert stream.read() == content
    assert [(one.name, one.size), (two.name, two.size)] == [("a/one.html", 70_000), ("two.html", 1)]
    assert one.at == datetime.fromtimestamp(1_500_000_000, UTC)


def test_a_file_that_was_compressed_in_two_pieces_is_one(tmp_path: Path) -> None:
    content = tar(("one.html", b"1" * 5000))
    path = tmp_path / "site.tar.xz"
    path.write_bytes(lzma.compress(content[:900]) + b"\0" * 4 + lzma.compress(content[900:]))
    assert [file.size for file in files_in(path)] == [5000]


def test_a_part_can_be_read_from_its_middle(tmp_path: Path) -> None:
    path = tmp_path / "site.tar"
    path.write_bytes(tar(("one", b"0123456789"), ("two", b"x")))
    with next(iter(files_in(path))).open() as stream:
        stream.seek(-3, io.SEEK_END)
        assert (stream.tell(), stream.read()) == (7, b"789")
        stream.seek(2)
        assert stream.read(3) == b"234"


def test_a_zip_of_windows_has_folders_too(tmp_path: Path) -> None:
    path = tmp_path / "site.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("folder/", "")
        packed.writestr("folder\\one.html", "1")
    assert [file.name for file in files_in(path)] == ["folder/one.html"]


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_what_is_in_a_zip_can_be_read_twice_and_from_its_middle(tmp_path: Path, packing: int) -> None:
    path = tmp_path / "site.zip"
    with zipfile.ZipFile(path, "w", packing) as packed:
        packed.writestr("one", b"0123456789" * 1000)
        packed.writestr("two", b"2")
    one, two = files_in(path)
    for _time in range(2):
        with one.open() as stream, two.open() as other:
            stream.seek(9995)
            assert (stream.read(), other.read()) == (b"56789", b"2")


def test_links_and_devices_are_passed_and_told(tmp_path: Path) -> None:
    path = tmp_path / "site.tar"
    content = tar(("way.html", b""), type=tarfile.SYMTYPE, linkname="/etc/passwd")[:512]
    content += tar(("same.html", b""), type=tarfile.LNKTYPE, linkname="way.html")[:512]
    content += tar(("disk", b""), type=tarfile.BLKTYPE)[:512]
    path.write_bytes(content + tar(("one.html", b"1")))
    files = files_in(path)
    assert [file.name for file in files] == ["one.html"]
    assert [note.sentence for note in files.notes()] == [
        "2 files, the first of them way.html: is a link; links are not followed.",
        "disk: is no plain file.",
    ]


def test_links_in_a_zip_are_passed(tmp_path: Path) -> None:
    path = tmp_path / "site.zip"
    with zipfile.ZipFile(path, "w") as packed:
        link = zipfile.ZipInfo("way.html")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, "/etc/passwd")
    files = files_in(path)
    assert (list(files), len(list(files.notes()))) == ([], 1)


def test_a_folder_of_very_many_files_is_walked_in_the_order_of_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "_FEW", 5)
    names = [*(f"{number}é.png" for number in range(9)), "\udce9.png", "in/a.png"]
    tmp_path.joinpath("in").mkdir()
    for name in reversed(names):
        tmp_path.joinpath(name).write_bytes(b"12")
    found = files_in(tmp_path)
    assert [file.name for file in found] == [*names[:9], "%E9.png", "in/a.png"]
    assert found.size == 2 * len(names)


def test_links_out_of_a_folder_are_passed_also_those_to_folders(tmp_path: Path) -> None:
    folder, outside = tmp_path / "site", tmp_path / "outside"
    for place in (folder, outside):
        place.mkdir()
        (place / "one.html").write_text("1")
    (folder / "way").symlink_to(outside)
    (folder / "file.html").symlink_to(outside / "one.html")
    os.mkfifo(folder / "pipe")
    files = files_in(folder)
    assert [file.name for file in files] == ["one.html"]
    assert len(list(files.notes())) == 2


def test_a_link_that_was_put_there_meanwhile_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text("1")
    (file,) = files_in(tmp_path)
    (tmp_path / "one.html").unlink()
    (tmp_path / "one.html").symlink_to("/etc/passwd")
    with pytest.raises(Exception, match=r"one\.html is damaged"):
        file.open()


def test_bytes_in_a_name_that_are_no_text_stay_what_they_are(tmp_path: Path) -> None:
    path = tmp_path / "site.tar"
    path.write_bytes(tar(("caf\udce9.html", b"1")))
    assert [file.name for file in files_in(path)] == ["caf%E9.html"]
