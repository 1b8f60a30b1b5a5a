"""What the reader makes of Remark42's backups."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tertulia.exchange.readers.remark42 import Remark42Reader
from tertulia.exchange.records import (
    BrokenExport,
    CommentRecord,
    LooseComments,
    MediaRecord,
    Note,
    Record,
    Unreadable,
)
from tests.exchange.writing_said import SITE, remark42, said


def _read(folder: Path, content: str | bytes) -> list[Record]:
    path = folder / "backup.json"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(Remark42Reader(path))


def _comments(folder: Path, *comments: dict[str, object]) -> list[CommentRecord]:
    records = _read(folder, remark42(*comments))
    return [one for record in records if isinstance(record, LooseComments) for one in record.comments]


def test_a_comment_is_read_whole(tmp_path: Path) -> None:
    (found,) = _comments(tmp_path, said(text="<p>Hi <em>you</em><br>\nthere</p>\n", pid="a0"))
    assert (found.id, found.answers, found.old_id, found.line) == ("a1", "a0", "remark42__comment-a1", 2)
    assert (found.name, found.member, found.text) == ("Ruth & Co", "", "Hi <em>you</em>\nthere")
    assert found.date == datetime(2018, 3, 5, 7, 0, 0, 123_456, tzinfo=UTC)


def test_where_there_is_no_html_what_was_typed_is_read(tmp_path: Path) -> None:
    assert [one.text for one in _comments(tmp_path, said(text="", orig="Hi *you*"))] == ["Hi <em>you</em>"]


def test_deleted_comments_are_withdrawn_and_keep_their_place(tmp_path: Path) -> None:
    gone = said("b", "", delete=True, user={"name": "deleted", "id": "deleted"})
    found = _comments(tmp_path, gone, said("c", pid="b"), said("d", pid="d"))
    assert [(one.status, one.name, one.answers) for one in found] == [
        ("withdrawn", "", ""),
        ("published", "Ruth & Co", "b"),
        ("published", "Ruth & Co", ""),
    ]


def test_the_host_is_told_apart(tmp_path: Path) -> None:
    assert _comments(tmp_path, said(user={"name": "Marta", "admin": True}))[0].member == "Marta"


def test_pictures_that_remark42_had_are_listed_once(tmp_path: Path) -> None:
    picture = f"{SITE}/api/v1/picture/dev/x.png"
    text = f'<p><img src="{picture}" alt=""/><img src="{picture}"/><img src="https://example.org/y.png"/></p>'
    records = _read(tmp_path, remark42(said(text=text)))
    assert [record.url for record in records if isinstance(record, MediaRecord)] == [picture]


def test_what_a_weblog_has_not_is_counted(tmp_path: Path) -> None:
    comments = [
        said("a", votes={"x": True, "y": True, "z": False}, pin=True),
        said("b", score=2, edit={"summary": "s"}),
    ]
    about = {"users": [{"id": "u", "blocked": {"status": True}}], "posts": [{"url": SITE, "read_only": True}]}
    told = [record.sentence for record in _read(tmp_path, remark42(*comments, **about)) if isinstance(record, Note)]
    assert told[0] == "Votes on comments are left out: 4 for and 1 against."
    assert [sentence.split(": ")[1][:12] for sentence in told[1:]] == [
        "somebody was",
        "a conversati",
        "a comment wa",
        "a comment wa",
    ]


@pytest.mark.parametrize(
    "value", ["7", "[]", "null", "{}", '{"id":"x"}', '{"id":{},"locator":{"url":"/a"}}', '{"id":"x","locator":[]}']
)
def test_what_is_no_comment_is_a_named_loss(tmp_path: Path, value: str) -> None:
    lost, *others = _read(tmp_path, f"{remark42(said())}{value}\n")
    assert isinstance(lost, Unreadable)
    assert (lost.what, lost.where, len(others)) == ("comments", "line 3", 1)


@pytest.mark.parametrize("wrong", [None, 7, -1e400, [], {}, True, "\0", "x" * 3000])
def test_a_wrong_type_in_any_field_does_no_harm(tmp_path: Path, wrong: object) -> None:
    fields = said()
    for name in (*fields, "orig", "edit", "pin", "delete"):
        assert len(_read(tmp_path, remark42({**fields, name: wrong}))) >= 1
    for name in ("name", "id", "admin"):
        assert len(_comments(tmp_path, {**fields, "user": {"name": "R", "id": "u", name: wrong}})) == 1


def test_a_packed_backup_is_read_too(tmp_path: Path) -> None:
    assert len(_read(tmp_path, gzip.compress(remark42(said()).encode()))) == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (remark42(said())[:-30], "line 2: the file ends in the middle"),
        (remark42(version=2), "line 1: this is a backup of Remark42 in version 2"),
        ("", "line 1: the file ends"),
        (f"{remark42(said())}{{'a': 1}}", "line 3: this is no well-formed JSON"),
        (f"{remark42()}{'[' * 100_000}", "line 2: lists and objects are nested deeper"),
        (f"{remark42()}{'9' * 5000} 1", "line 2: a number stands here"),
        (f'{remark42()}"{"z" * 7_000_000}', "line 2: a value begins here that is larger"),
        (gzip.compress(b'{"version":1}' + b" " * 90_000_000), "packed so tightly"),
        (gzip.compress(remark42(said()).encode())[:-9], "the file ends in the middle"),
    ],
)
def test_what_is_not_whole_is_said_in_one_line(tmp_path: Path, content: str | bytes, reason: str) -> None:
    with pytest.raises(BrokenExport, match=reason):
        _read(tmp_path, content)
