"""What the reader makes of Disqus' exports."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tertulia.exchange.readers.disqus import DisqusReader
from tertulia.exchange.records import BrokenExport, CommentRecord, LooseComments, Note, Record, Unreadable
from tests.exchange.writing_said import SITE, disqus, post, thread

BOMBS = Path(__file__).parents[3] / "shared" / "data" / "conformance" / "xml"


def _read(folder: Path, *parts: str) -> list[Record]:
    path = folder / "export.xml"
    path.write_text(disqus(*parts))
    return list(DisqusReader(path))


def _loose(folder: Path, *parts: str) -> list[LooseComments]:
    return [record for record in _read(folder, *parts) if isinstance(record, LooseComments)]


def _comments(folder: Path, *parts: str) -> list[CommentRecord]:
    return [one for loose in _loose(folder, thread(), *parts) for one in loose.comments]


def _notes(folder: Path, *parts: str) -> list[str]:
    return [record.sentence for record in _read(folder, *parts) if isinstance(record, Note)]


def test_a_comment_is_read_whole(tmp_path: Path) -> None:
    (found,) = _comments(tmp_path, post(text="<p>Me &amp; you.</p><p>Two.</p>", parent=""))
    assert (found.id, found.old_id, found.status, found.answers) == ("10", "10", "published", "")
    assert (found.name, found.email, found.ip) == ("Ruth Ames", "ruth@example.org", "192.0.2.7")
    assert (found.text, found.date) == ("Me & you.\n\nTwo.", datetime(2018, 3, 5, 7, tzinfo=UTC))


def test_comments_come_together_by_the_address_of_their_page(tmp_path: Path) -> None:
    named = thread(2, "", f"108 {SITE}/?p=108")
    found = _loose(
        tmp_path,
        thread(1, f"{SITE}/tides/", f"{SITE}/tides.html"),
        named,
        post(1),
        post(2, thread=2),
        post(3, "Me too."),
    )
    assert [(one.url, one.addresses, len(one.comments)) for one in found] == [
        (f"{SITE}/tides/", (f"{SITE}/tides.html",), 2),
        (f"{SITE}/?p=108", (), 1),
    ]


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"deleted": "true"}, "withdrawn"), ({"spam": "true"}, "spam"), ({"spam": "true", "deleted": "true"}, "spam")],
)
def test_deleted_and_spam_are_marked(tmp_path: Path, fields: dict[str, str], status: str) -> None:
    assert [one.status for one in _comments(tmp_path, post(**fields))] == [status]


def test_an_answer_in_another_conversation_stands_by_itself_and_is_told(tmp_path: Path) -> None:
    parts = [
        thread(),
        thread(2, f"{SITE}/ebb/"),
        post(1),
        post(2, parent=1),
        post(3, thread=2, parent=1),
        post(4, parent=4),
    ]
    found = {one.id: one.answers for loose in _loose(tmp_path, *parts) for one in loose.comments}
    assert found == {"1": "", "2": "1", "3": "", "4": ""}
    assert [note for note in _notes(tmp_path, *parts) if "stands by itself" in note]


def test_exact_copies_are_taken_once_and_counted(tmp_path: Path) -> None:
    parts = [post(1), post(2), post(3, text="other"), post(4, parent=2, text="to the copy"), post(5)]
    assert [(one.id, one.answers) for one in _comments(tmp_path, *parts)] == [("1", ""), ("3", ""), ("4", "1")]
    assert _notes(tmp_path, thread(), *parts)[0].startswith("2 times, first at line 6: a comment stands there again")


def test_the_same_words_a_second_later_are_another_comment(tmp_path: Path) -> None:
    assert len(_comments(tmp_path, post(1), post(2, date="2018-03-05T07:00:01Z"))) == 2


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ([post(thread=1337)], "it names the thread 1337, which is not in the file"),
        ([thread(2, ""), post(thread=2)], "its thread 2 has no address"),
        ([thread(), post(text="z" * 4_000_001)], "longer than the four million"),
    ],
)
def test_what_belongs_nowhere_is_a_named_loss(tmp_path: Path, parts: list[str], why: str) -> None:
    (lost,) = _read(tmp_path, *parts)
    assert isinstance(lost, Unreadable)
    assert (lost.what, lost.where.startswith("line "), why in lost.why) == ("comments", True, True)


def test_closed_conversations_and_missing_dates_are_told(tmp_path: Path) -> None:
    told = _notes(tmp_path, thread(closed=True), post(date="once"))
    assert [note.partition(": ")[2][:14] for note in told] == ["a comment has ", "a conversation"]


def test_links_that_disqus_counted_lead_where_they_led(tmp_path: Path) -> None:
    kept = '<a href="https://disq.us/url?url=https%3A%2F%2Fexample.org%2Fa%3AbWq4c5wzqJvVbZ0eOpWmXx&amp;cuid=1">a</a>'
    assert [one.text for one in _comments(tmp_path, post(text=kept))] == ['<a href="https://example.org/a">a</a>']


def test_a_packed_file_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "export.xml.gz"
    path.write_bytes(gzip.compress(disqus(thread(), post()).encode()))
    assert len(list(DisqusReader(path))) == 1


@pytest.mark.parametrize(
    "content", ["<disqus>", "<disqus><post></disqus>", "<rss/>", "<!DOCTYPE x><disqus/>", "", "\0"]
)
def test_what_is_not_whole_is_said_in_one_line(tmp_path: Path, content: str) -> None:
    path = tmp_path / "export.xml"
    path.write_text(content)
    with pytest.raises(BrokenExport, match=r"^line \d+: "):
        list(DisqusReader(path))


@pytest.mark.skipif(not BOMBS.is_dir(), reason=f"there are no bombs in {BOMBS}")
def test_bombs_do_not_go_off() -> None:
    for path in sorted(BOMBS.glob("*.xml")):
        with pytest.raises(BrokenExport, match="document type"):
            list(DisqusReader(path))
