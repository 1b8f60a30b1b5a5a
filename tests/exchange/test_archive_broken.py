"""An archive that is damaged, or made to do harm, is refused in one line, and nothing of it is kept."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tertulia.exchange.archive.container import Archive, is_archive
from tertulia.exchange.archive.examine import examine
from tertulia.exchange.records import BrokenExport
from tests.exchange.archives import changed, repacked, restored, with_values

Refused = Callable[[], str]


def test_a_file_that_was_changed_is_named(kept: Path, refused: Refused) -> None:
    repacked(kept, {"data/comments.jsonl": lambda content: content.replace(b"Ruth Tamm", b"Rufh Tamm", 1)})
    assert refused() == "data/comments.jsonl: is not what was written: its SHA-256 is another."


def test_no_changed_byte_goes_unnoticed(kept: Path, content: bytes) -> None:
    dice = Random(7)
    known = last_comment(kept)
    assert known
    found = []
    for place in dice.sample(range(len(content)), 150):
        kept.write_bytes(content[:place] + bytes([content[place] ^ 1 << dice.randrange(8)]) + content[place + 1 :])
        found.append(last_comment(kept))
    # Harmless are bytes that only ZIP files have a use for, such as a date.
    assert {*found} <= {known, None}
    assert found.count(None) > 100


def last_comment(kept: Path) -> int | None:
    """The last comment of the archive, or nothing if it is refused."""
    with suppress(BrokenExport), Archive(kept) as archive:
        return examine(archive).comments.last
    return None


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_half_an_archive_is_still_known_for_one(kept: Path, refused: Refused, content: bytes, part: float) -> None:
    kept.write_bytes(content[: int(len(content) * part)])
    assert is_archive(kept)
    assert refused() == "the file is damaged: its end is missing."


def test_an_archive_that_was_packed_anew_is_one_still(kept: Path) -> None:
    with ZipFile(kept) as packed:
        contents = {name: packed.read(name) for name in sorted(packed.namelist())}
    with ZipFile(kept, "w", ZIP_DEFLATED) as packed:
        packed.mkdir("data")
        for name, content in contents.items():
            packed.writestr(name, content)
    assert is_archive(kept)
    assert restored(kept).different == 0


def test_other_files_are_no_archives(tmp_path: Path) -> None:
    other = tmp_path / "other.zip"
    for content in (b"", b"PK", b"PK\x03\x04" + b"\0" * 200, b"AUTHOR: Marta\n"):
        other.write_bytes(content)
        assert not is_archive(other)
    with ZipFile(other, "w") as packed:
        packed.writestr("manifest.json", "{}")
    assert not is_archive(other)


@pytest.mark.parametrize(
    ("version", "why"),
    [
        (2, "it is of version 2 of the format, and this program knows 1: update it first."),
        (0, "manifest.json: has no version that was ever written."),
        ("1", "manifest.json: has no version that was ever written."),
        (None, "manifest.json: has no version that was ever written."),
    ],
)
def test_another_version_is_told_from_damage(kept: Path, refused: Refused, version: object, why: str) -> None:
    repacked(kept, {"manifest.json": lambda content: json.dumps({**json.loads(content), "version": version}).encode()})
    assert refused() == why


@pytest.mark.parametrize(
    ("kind", "values", "why"),
    [
        ("weblog", {"slug": "elsewhere"}, "is not of the weblog that it should be of"),
        ("weblog", {"timezone": "Europe/Atlantis"}, "is no time zone"),
        ("weblog", {"language": "../../en"}, "“language” is not name of a language"),
        ("weblog", {"photo": "images/none.png"}, "“photo” names images/none.png, which is not there"),
        ("weblog", {"sidebar": [{"kind": "links", "links": [{"url": 7}]}]}, "“sidebar” is not list of modules"),
        ("weblog", {"title": "Gate\0"}, "“title” is not text of at most 255 characters"),
        ("weblog", {"created_at": "2017-02-31T00:00:00.000000Z"}, "“created_at” is not moment"),
        ("weblog", {"more": 1}, "has a field “more” that is not known here"),
        ("members", {"role": "god"}, "“role” is not"),
        ("categories", {"parent": "nowhere"}, "“parent” names nowhere, which is not there"),
        ("media", {"file": "images/none.png"}, "“file” does not fit the other records"),
        ("posts", {"id": 0}, "“id” is not whole number from 1"),
        ("posts", {"id": True}, "“id” is not whole number from 1"),
        ("posts", {"id": 2**60}, "“id” is not whole number from 1"),
        ("posts", {"author": "nobody"}, "“author” does not fit the other records"),
        ("posts", {"categories": ["nowhere"]}, "“categories” does not fit the other records"),
        ("posts", {"path": "desk/"}, "“path” does not fit the other records"),
        ("posts", {"published_at": "9999-12-31T23:59:59.000000Z"}, "“published_at” is not moment"),
        ("posts", {"body": "\ud800"}, "“body” is not text"),
        ("conversations", {"post": 10**9}, "“post” does not fit the other records"),
        ("comments", {"post": 10**9}, "“post” does not fit the other records"),
        ("comments", {"parent": 10**9}, "“parent” names 1000000000, which is not there"),
        ("comments", {"number": 10**6}, "“number” does not fit the other records"),
        ("comments", {"state": "published", "number": None}, "“number” does not fit the other records"),
        ("comments", {"number": 2}, "its records do not fit each other"),
        ("comments", {"ip": "10.0.0.1; DROP"}, "“ip” is not IP address, or null"),
        ("replies", {"comment": 10**9}, "“comment” does not fit the other records"),
        ("addresses", {"path": "p"}, "“path” does not fit the other records"),
        ("addresses", {"post": 10**9}, "“post” does not fit the other records"),
        ("decisions", {"subject": "comment:999999999"}, "“subject” does not fit the other records"),
    ],
)
def test_a_record_that_makes_no_sense_is_refused(
    kept: Path, refused: Refused, kind: str, values: dict[str, Any], why: str
) -> None:
    changed(kept, {f"data/{kind}.jsonl": with_values(0, values)})
    assert why in refused()


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda content: content + b"{}\n", "has no “id”"),
        (lambda content: content + b"[]\n", "is no object"),
        (lambda content: content + b"{\n", "is no JSON that can be read"),
        (lambda content: content + b"\xff\n", "is no JSON that can be read"),
        (lambda content: content + b"[" * 100_000 + b"\n", "is no JSON that can be read"),
        (lambda content: content + b"9" * 100_000 + b"\n", "is no JSON that can be read"),
        (lambda content: content + content.splitlines(keepends=True)[0], "“id” does not fit the other records"),
    ],
)
def test_a_line_that_is_no_record_is_refused(
    kept: Path, refused: Refused, spoil: Callable[[bytes], bytes], why: str
) -> None:
    changed(kept, {"data/posts.jsonl": spoil})
    assert why in refused()
