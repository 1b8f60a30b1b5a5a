"""Whatever people wrote: what was exported is what is read."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.exchange.readers.mt import MovableTypeReader
from tertulia.exchange.records import BrokenExport, PostRecord
from tests.examples import examples
from tests.exchange.strategies import LINE, POST
from tests.exchange.writing_mt import as_text, entry, posts


def _plain(record: PostRecord) -> list[object]:
    said = [(one.name, one.email, one.url, one.ip, one.date, one.text) for one in record.comments]
    texts = [record.body, record.extended, record.excerpt, record.title, record.author, record.basename, record.url]
    return [*texts, record.status, record.format, record.comments_allowed, record.categories, record.date, said]


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(POST, min_size=1, max_size=4))
def test_what_was_written_is_what_is_read(written: list[PostRecord]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = posts(Path(folder), as_text(written))
    assert [_plain(record) for record in found] == [_plain(record) for record in written]


_ANY_LINE = st.one_of(LINE, st.sampled_from(["-----\t", "PING:", "KEYWORDS:", "NO ENTRY: 1", "START BODY:", "CF50_x:"]))


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(_ANY_LINE, max_size=40), st.booleans())
def test_no_file_whatever_stops_the_reader(lines: list[str], has_start: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.txt"
        path.write_text((entry() if has_start else "") + "\n".join(lines))
        try:
            found = list(MovableTypeReader(path))
        except BrokenExport:
            assert not has_start
        else:
            assert found


@settings(max_examples=examples(100), deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_whatever_stop_the_reader(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.txt"
        path.write_bytes(entry().encode() + data.replace(b"\0", b""))
        assert list(MovableTypeReader(path))
