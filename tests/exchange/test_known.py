"""Which format a file is in, told by how it begins."""

import gc
import gzip
import zipfile
from pathlib import Path

import pytest

from tertulia.exchange.readers.known import open_export
from tertulia.exchange.readers.packed import alone
from tertulia.exchange.records import BrokenExport
from tests.exchange.writing_ghost import ghost
from tests.exchange.writing_ghost import post as ghost_post
from tests.exchange.writing_mt import entry
from tests.exchange.writing_said import disqus, post, remark42, said, thread
from tests.exchange.writing_wxr import item, wxr


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (entry().encode(), "mt"),
        (f"\n \n{entry()}".encode(), "mt"),
        (entry().encode("utf-8-sig"), "mt"),
        (entry().encode("utf-16"), "mt"),
        (entry(body="<rss><wp:a>").encode(), "mt"),
        (wxr(item()).encode(), "wxr"),
        (wxr().replace("xmlns:", "").encode(), "wxr"),
        (disqus(thread(), post()).encode(), "disqus"),
        (remark42(said()).encode(), "remark42"),
        (ghost(ghost_post()).encode(), "ghost"),
        (b"id,name,email,created_at,html,reply_to,post_id\n1,,,,x,,2\n", "ghost"),
        (b'{"comments":[{"id":"1","html":"x","member":{}}]}', "ghost"),
    ],
)
def test_the_reader_is_found_also_for_a_packed_file(tmp_path: Path, content: bytes, name: str) -> None:
    path = tmp_path / "export"
    for data in (content, gzip.compress(content)):
        path.write_bytes(data)
        reader = open_export(path)
        assert (reader.format, len(list(reader)) > 0) == (name, True)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b" \n", "empty"),
        (b"<div>", "begins with “<div>”"),
        (b"<rss><channel><item></item></channel></rss>", "none of the exports"),
        (b"\0\1", "not even text"),
        (gzip.compress(b"AUTHOR: x", mtime=0)[:12], "ends in the middle"),
        (gzip.compress(b"AUTHOR: x", mtime=0)[:8] + b"x" * 9, "cannot be unpacked"),
        (b"Rar!\x1a\x07\x01\0", "pack it as a ZIP file"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "this is a picture"),
        (b"%PDF-1.4\n", "plain text (.txt)"),
    ],
)
def test_what_is_no_export_is_said_in_one_line(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "export"
    path.write_bytes(content)
    with pytest.raises(BrokenExport) as broken:
        open_export(path)
    assert str(broken.value).startswith("line 1: ")
    assert reason in str(broken.value)


@pytest.mark.parametrize("noise", [[], ["__MACOSX/._tide.xml", ".DS_Store"]])
@pytest.mark.parametrize(
    ("content", "name"), [(wxr(item()), "wxr"), (entry(), "mt"), (disqus(thread(), post()), "disqus")]
)
def test_an_export_that_is_packed_alone_is_read_and_nothing_of_it_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, name: str, noise: list[str]
) -> None:
    (aside := tmp_path / "aside").mkdir()
    monkeypatch.setattr(alone, "roomy", lambda: str(aside))
    (tmp_path / "plain").write_text(content)
    with zipfile.ZipFile(tmp_path / "site.zip", "w") as packed:
        packed.writestr("site/tide.xml", content)
        for left in noise:
            packed.writestr(left, "x")
    reader = open_export(tmp_path / "site.zip")
    assert (reader.format, [*reader]) == (name, [*open_export(tmp_path / "plain")])
    assert [*aside.iterdir()]
    del reader
    gc.collect()
    assert not [*aside.iterdir()]


def test_what_is_packed_alone_and_no_export_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (aside := tmp_path / "aside").mkdir()
    monkeypatch.setattr(alone, "roomy", lambda: str(aside))
    with zipfile.ZipFile(tmp_path / "notes.zip", "w") as packed:
        packed.writestr("notes.rtf", "words")
    with pytest.raises(BrokenExport, match="begins with “words”"):
        open_export(tmp_path / "notes.zip")
    assert not [*aside.iterdir()]


def test_what_holds_no_export_says_to_unpack_the_one_that_is_meant(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "notes.zip", "w") as packed:
        for name in ("notes.rtf", "more.rtf"):
            packed.writestr(name, "words")
    (tmp_path / "folder").mkdir()
    for name, reason in (("notes.zip", "unpack that"), ("folder", "no file in it")):
        with pytest.raises(BrokenExport, match=reason):
            open_export(tmp_path / name)


@pytest.mark.parametrize("name", ["[Content_Types].xml", "META-INF/manifest.xml", "META-INF/container.xml"])
def test_a_document_is_not_taken_for_its_pictures(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "letter.docx", "w") as packed:
        for part in (name, "word/media/image1.png", "text/page.html"):
            packed.writestr(part, "x")
    with pytest.raises(BrokenExport, match="a document of a text or office program"):
        open_export(tmp_path / "letter.docx")


def test_a_packed_file_that_is_broken_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "export"
    path.write_bytes(b"PK\x03\x04\0\0")
    with pytest.raises(BrokenExport, match=r"^the file is damaged: its end is missing"):
        open_export(path)
