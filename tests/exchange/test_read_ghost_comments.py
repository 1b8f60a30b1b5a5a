"""What the reader makes of the list of comments (CSV) that Ghost's tools write."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.exchange.readers.ghost_comments import GhostCommentsReader
from tertulia.exchange.records import BrokenExport, CommentRecord, LooseComments, Record, Unreadable
from tests.examples import examples

_HEAD = "id,name,email,created_at,html,reply_to,post_id,post_title,post_slug,post_url\n"
_LINE = '1,Ruth Ames,ruth@example.org,2024-01-02T03:04:05.000Z,"<p>Say ""hi"",\nall</p>",,9,T,s,https://x.example/s/\n'


def _read(folder: Path, content: str) -> list[Record]:
    path = folder / "comments.csv"
    path.write_bytes(content.encode(errors="surrogatepass"))
    return list(GhostCommentsReader(path))


def _comments(records: list[Record]) -> list[CommentRecord]:
    return [one for record in records if isinstance(record, LooseComments) for one in record.comments]


def test_a_comment_is_read_whole(tmp_path: Path) -> None:
    (loose,) = _read(tmp_path, _HEAD + _LINE)
    assert isinstance(loose, LooseComments)
    (found,) = loose.comments
    assert (loose.url, found.id, found.old_id) == ("https://x.example/s/", "1", "ghost-comments-1")
    assert (found.name, found.email, found.text) == ("Ruth Ames", "ruth@example.org", 'Say "hi", all')
    assert found.date == datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_answers_and_posts_without_an_address(tmp_path: Path) -> None:
    records = _read(tmp_path, f"\ufeff{_HEAD}{_LINE}2,,,,x,1,9,T,s,\n3,,,,y,,9,,,\n,,,,,,,,,\n")
    assert [(one.id, one.answers) for one in _comments(records)] == [("1", ""), ("2", "1")]
    assert [one.where for one in records if isinstance(one, Unreadable)] == ["comment 3", "line 6"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (f"{_HEAD}1,2\n", "line 2: .*other columns"),
        (f"{_HEAD}{_LINE}{',' * 20}\n", "line 4: .*other columns"),
        (f'{_HEAD}{_LINE}2,"x', "line 4: .*unexpected end of data"),
        (f"{_HEAD}{'z' * 4_000_001}", "line 2: .*four million"),
    ],
)
def test_what_is_not_whole_is_said_in_one_line(tmp_path: Path, content: str, reason: str) -> None:
    with pytest.raises(BrokenExport, match=f"^{reason}"):
        _read(tmp_path, content)


@settings(max_examples=examples(100), deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from(['"', ",", "\n", "\r", "\0", _LINE, "\ud800"]), st.text(max_size=9)), max_size=20
    )
)
def test_no_list_does_more_than_break(tmp_path_factory: pytest.TempPathFactory, pieces: list[str]) -> None:
    try:
        found, reason = _read(tmp_path_factory.getbasetemp(), _HEAD + "".join(pieces)), "line"
    except BrokenExport as broken:
        found, reason = [], str(broken)
    assert reason.startswith("line")
    assert len(_comments(found)) <= len(pieces) + sum(piece.count("\n") + piece.count("\r") for piece in pieces)
