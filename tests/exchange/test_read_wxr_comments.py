"""What the reader makes of comments, trackbacks and pingbacks in an export of WordPress."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tertulia.exchange.records import CommentRecord, Unreadable
from tests.exchange.writing_wxr import attachment, author, comment, item, notes, post, posts, read, wxr


def _comment(folder: Path, **fields: str) -> CommentRecord:
    (found,) = post(folder, comment(**fields)).comments  # type: ignore[arg-type]
    return found


def test_a_comment_is_read_whole(tmp_path: Path) -> None:
    found = _comment(tmp_path, text="Me too.\n\nAnd you?", author_url="https://ruth.example.org")
    assert (found.kind, found.status, found.id, found.old_id, found.answers) == ("comment", "published", "1", "1", "")
    assert (found.name, found.email, found.ip) == ("Ruth Ames", "ruth@example.org", "192.0.2.7")
    assert (found.text, found.url) == ("Me too.\n\nAnd you?", "https://ruth.example.org")
    assert found.date == datetime(2018, 3, 5, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "status"),
    [("1", "published"), ("0", "held"), ("spam", "spam"), ("trash", "withdrawn"), ("post-trashed", "withdrawn")],
)
def test_each_state_becomes_one_of_ours(tmp_path: Path, written: str, status: str) -> None:
    assert _comment(tmp_path, approved=written).status == status


@pytest.mark.parametrize("sort", ["trackback", "pingback", "webmention"])
def test_what_other_sites_sent_is_a_ping(tmp_path: Path, sort: str) -> None:
    assert _comment(tmp_path, type=sort).kind == "ping"


def test_other_kinds_are_told_and_what_may_be_a_note_for_the_host_is_held(tmp_path: Path) -> None:
    written = wxr(
        item("A", 1, comment(type="order_note"), comment(number=2, type="review")), item("B", 2, comment(type="x"))
    )
    states = [one.status for found in posts(tmp_path, written) for one in found.comments]
    assert states == ["held", "published", "held"]
    assert len(notes(read(tmp_path, written))) == 3


def test_a_state_that_nobody_knows_is_held_and_told(tmp_path: Path) -> None:
    written = wxr(item("A", 1, comment(approved="quarantine")))
    assert posts(tmp_path, written)[0].comments[0].status == "held"
    assert "“quarantine”" in notes(read(tmp_path, written))[0]


def test_answers_name_what_they_answer(tmp_path: Path) -> None:
    found = post(tmp_path, comment(), comment("And I.", 2, parent="1"), comment("Me.", 3, parent="3"))
    assert [one.answers for one in found.comments] == ["", "1", ""]


def test_an_answer_to_nothing_in_the_file_is_told(tmp_path: Path) -> None:
    (warning,) = post(tmp_path, comment(number=5, parent="4"), comment(number=6)).warnings
    assert warning.startswith("line 13: 1 of its comments answers one that is not in the file")


def test_who_was_signed_in_is_known_by_number_or_address(tmp_path: Path) -> None:
    written = [comment(user_id="1"), comment(number=2, user_id="99", author_email="marta@example.org")]
    signed_out = comment(number=3, author_email="marta@example.org")
    (found,) = posts(tmp_path, wxr(author(), item("A", 1, *written, signed_out)))
    assert [one.member for one in found.comments] == ["marta@example.org", "marta@example.org", ""]


def test_a_comment_that_is_too_long_is_lost_alone(tmp_path: Path) -> None:
    records = read(tmp_path, wxr(item("A", 1, comment("z" * 4_000_001), comment("short", 2))))
    assert [one.what for one in records if isinstance(one, Unreadable)] == ["comments"]
    assert [one.text for one in posts(tmp_path, wxr(item("A", 1, comment("short", 2))))[0].comments] == ["short"]


def test_comments_below_a_picture_are_named_losses(tmp_path: Path) -> None:
    picture = attachment(20, "pier.jpg").replace("</item>", f"{comment()}{comment(number=2, type='pingback')}</item>")
    assert [one.what for one in read(tmp_path, wxr(picture)) if isinstance(one, Unreadable)] == ["comments", "pings"]
