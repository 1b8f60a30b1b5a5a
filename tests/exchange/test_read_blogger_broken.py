"""Exports of Blogger as they really come, and files that are meant to do harm."""

import gzip
from pathlib import Path

import pytest

from tertulia.exchange.readers.blogger.reader import BloggerReader
from tertulia.exchange.records import BrokenExport
from tests.exchange.writing_blogger import comment, entry, feed, notes, posts, read

CONFORMANCE = Path(__file__).parents[3] / "shared" / "data" / "conformance" / "xml"
WHOLE = feed(entry(), comment())


def _reason(folder: Path, content: str | bytes) -> str:
    with pytest.raises(BrokenExport) as broken:
        read(folder, content)
    assert "\n" not in str(broken.value)
    return str(broken.value)


def test_prefixes_that_nobody_declared_are_no_error(tmp_path: Path) -> None:
    bare = WHOLE.replace("xmlns:", "was-xmlns-")
    assert [len(post.comments) for post in posts(read(tmp_path, bare))] == [1]


def test_a_packed_file_is_unpacked(tmp_path: Path) -> None:
    assert len(posts(read(tmp_path, gzip.compress(WHOLE.encode())))) == 1


def test_bytes_that_no_text_may_hold_are_left_out_and_told(tmp_path: Path) -> None:
    records = read(tmp_path, WHOLE.replace("High water", "High\x00 water"))
    assert posts(records)[0].body == "High water at six."
    assert "left out" in notes(records)


def test_a_comment_that_is_too_long_is_named(tmp_path: Path) -> None:
    records = read(tmp_path, feed(entry(), comment("x" * 4_000_001), comment("Short", 2)))
    assert [one.text for one in posts(records)[0].comments] == ["Short"]
    assert sum("longer than the four million" in getattr(record, "why", "") for record in records) == 1


def test_a_post_that_is_too_long_is_named_with_its_comments(tmp_path: Path) -> None:
    records = read(tmp_path, feed(entry(body="x" * 4_000_001), comment(), entry("post", 13)))
    assert [post.id[-2:] for post in posts(records)] == ["13"]
    assert [getattr(record, "what", "") for record in records if hasattr(record, "why")] == ["posts", "comments"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (WHOLE[:-20], "the file ends in the middle"),
        (WHOLE.replace("</title>", "</titel>", 1), "an element ends"),
        ("<feed><entry><title>x</title></entry></feed>", "no export of Blogger"),
        ("<html></html>", "begins with <html>"),
        (f"<!DOCTYPE feed [<!ENTITY a 'b'>]>{WHOLE[39:]}", "document type"),
        (gzip.compress(WHOLE.encode() * 50)[:-200], "the file ends in the middle"),
        (gzip.compress(b"\0" * 30_000_000), "packed so tightly"),
        (WHOLE.replace("<entry>", "<entry>" + "<a>" * 1000), "deep"),
        (b"", "ends in the middle"),
    ],
)
def test_what_is_broken_is_one_line_with_the_place(tmp_path: Path, content: str | bytes, reason: str) -> None:
    assert reason in _reason(tmp_path, content)
    assert _reason(tmp_path, content).startswith("line ")


@pytest.mark.skipif(not CONFORMANCE.is_dir(), reason=f"there are no attacks in {CONFORMANCE}")
def test_known_attacks_are_refused() -> None:
    for path in CONFORMANCE.glob("*.xml"):
        with pytest.raises(BrokenExport):
            list(BloggerReader(path))
