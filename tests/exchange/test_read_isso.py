"""What the reader makes of Isso's database."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tertulia.exchange.readers.isso import IssoReader
from tertulia.exchange.records import BrokenExport, CommentRecord, LooseComments, Note, Unreadable
from tests.exchange.writing_said import isso


def _comments(path: Path) -> list[CommentRecord]:
    return [one for record in IssoReader(path) if isinstance(record, LooseComments) for one in record.comments]


def _notes(path: Path) -> list[str]:
    return [record.sentence for record in IssoReader(path) if isinstance(record, Note)]


def test_a_comment_is_read_whole(tmp_path: Path) -> None:
    (found,) = _comments(isso(tmp_path / "db", (1, 7, None, 1, "Hi *you*\n\n`x < y`")))
    assert (found.id, found.old_id, found.status, found.line) == ("7", "isso-7", "published", 0)
    assert (found.name, found.email, found.url) == ("Ruth & Co", "ruth@example.org", "https://ruth.example.org")
    assert found.text == "Hi <em>you</em>\n\n<code>x < y</code>"
    assert found.date == datetime(2018, 3, 5, 7, 0, 0, 500_000, tzinfo=UTC)
    # What Isso keeps of it is no longer anybody's.
    assert found.ip == ""


def test_comments_come_together_by_the_path_of_their_page(tmp_path: Path) -> None:
    said = [(2, 1, None, 1, "a"), (1, 2, None, 1, "b"), (2, 3, 1, 1, "c")]
    path = isso(tmp_path / "db", *said, threads=((1, "/tides/"), (2, "/ebb/")))
    found = [record for record in IssoReader(path) if isinstance(record, LooseComments)]
    assert {one.url: [comment.id for comment in one.comments] for one in found} == {
        "/tides/": ["2"],
        "/ebb/": ["1", "3"],
    }


def test_each_state_becomes_one_of_ours(tmp_path: Path) -> None:
    path = isso(tmp_path / "db", *((1, number, None, mode, "x") for number, mode in enumerate([1, 2, 4, 3, "x"], 1)))
    assert [one.status for one in _comments(path)] == ["published", "held", "withdrawn", "held", "held"]
    assert _notes(path) == ["The state of 2 comments is not known, so they are held."]


def test_answers_stay_within_their_conversation(tmp_path: Path) -> None:
    said = [(1, 1, None, 1, "a"), (1, 2, 1, 1, "b"), (2, 3, 1, 1, "c"), (1, 4, 99, 1, "d"), (1, 5, 5, 1, "e")]
    path = isso(tmp_path / "db", *said, threads=((1, "/tides/"), (2, "/ebb/")))
    assert {one.id: one.answers for one in _comments(path)} == {"1": "", "2": "1", "3": "", "4": "", "5": ""}
    assert _notes(path)[0].startswith("2 comments answer some that are not in the same conversation")


def test_votes_are_counted_as_left_out(tmp_path: Path) -> None:
    path = isso(
        tmp_path / "db", (1, 1, None, 1, "a", "Ruth", 3), (1, 2, None, 1, "b", "Bo", 2), (1, 3, None, 1, "c", "", "x")
    )
    assert _notes(path) == ["Votes on comments are left out: 5 likes and 0 dislikes."]


def test_what_cannot_be_read_is_a_named_loss(tmp_path: Path) -> None:
    said = [(9, 1, None, 1, "a"), (1, 2, None, 1, b"\xff"), (1, 3, None, 1, "z" * 4_000_001), (1, 4, None, 1, "d")]
    path = isso(tmp_path / "db", *said)
    lost = [record for record in IssoReader(path) if isinstance(record, Unreadable)]
    assert sorted(one.where for one in lost) == ["comment 1", "comment 2", "comment 3"]
    assert [one.id for one in _comments(path)] == ["4"]


def test_an_older_database_without_votes_is_read_too(tmp_path: Path) -> None:
    path = isso(tmp_path / "db", (1, 1, None, 1, "a"))
    with closing(sqlite3.connect(path)) as database:
        for column in ("likes", "dislikes", "voters", "notification", "website", "email"):
            database.execute(f"ALTER TABLE comments DROP COLUMN {column}")
    assert [(one.text, one.email) for one in _comments(path)] == [("a", "")]


def test_the_database_is_not_touched(tmp_path: Path) -> None:
    path = isso(tmp_path / "db", (1, 1, None, 1, "a"))
    path.chmod(0o400)
    before = path.read_bytes()
    assert len(_comments(path)) == 1
    assert (path.read_bytes(), [other.name for other in tmp_path.iterdir()]) == (before, ["db"])


def test_a_database_that_is_still_written_is_refused(tmp_path: Path) -> None:
    path = isso(tmp_path / "db", (1, 1, None, 1, "a"))
    (tmp_path / "db-wal").write_bytes(b"x")
    with pytest.raises(BrokenExport, match="db-wal beside it"):
        list(IssoReader(path))


def test_a_damaged_database_is_said_in_one_line(tmp_path: Path) -> None:
    path = isso(tmp_path / "db", *((1, number, None, 1, "x" * 500) for number in range(1, 99)))
    whole = path.read_bytes()
    for broken in (whole[:9000], whole[:6000] + b"\xff" * 4096 + whole[10096:], b"SQLite format 3\0", b"text"):
        path.write_bytes(broken)
        with pytest.raises(BrokenExport, match=r"^line 1: [^\n]*$"):
            list(IssoReader(path))


@pytest.mark.parametrize(
    "script",
    [
        "DROP TABLE threads",
        "ALTER TABLE comments RENAME TO kept; CREATE VIEW comments AS SELECT * FROM kept",
        "DROP TABLE comments; CREATE VIRTUAL TABLE comments USING fts5(tid, id, parent, created, mode, text, author)",
        "ALTER TABLE comments RENAME COLUMN text TO words",
    ],
)
def test_what_is_not_kept_as_isso_keeps_it_is_refused(tmp_path: Path, script: str) -> None:
    path = isso(tmp_path / "db", (1, 1, None, 1, "a"))
    with closing(sqlite3.connect(path)) as database:
        database.executescript(script)
    with pytest.raises(BrokenExport, match="not Isso’s"):
        list(IssoReader(path))
