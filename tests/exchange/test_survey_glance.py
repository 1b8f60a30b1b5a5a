"""The first look at an export reads over its comments, and sees the same."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.exchange.readers.mt import MovableTypeReader
from tertulia.exchange.records import LooseComments, PostRecord, Record, glanced
from tertulia.exchange.survey import Survey, survey
from tests.examples import examples
from tests.exchange.strategies import LINE, POST
from tests.exchange.writing_mt import as_text, comment, entry, ping

_ANY_LINE = st.one_of(LINE, st.sampled_from(["-----", "--------", "-----\t", "PING:", "COMMENT:", "NO ENTRY: 1"]))


class Slowly:
    """A reader that cannot glance."""

    def __init__(self, reader: MovableTypeReader) -> None:
        self.format, self.size, self.position = reader.format, reader.size, 0
        self.prepare, self._reader = reader.prepare, reader

    def __iter__(self) -> Iterator[Record]:
        return iter(self._reader)


def bare(record: Record) -> object:
    """A record without what a glance leaves out."""
    if isinstance(record, LooseComments):
        return record.date, record.line
    if isinstance(record, PostRecord):
        texts = (record.title, record.body, record.extended, record.excerpt, record.basename, record.author)
        return texts, record.date, record.url, record.categories, record.status, record.line
    return None


def seen(path: Path) -> tuple[Survey, Survey]:
    """What is seen at a glance, and by reading all."""
    reader = MovableTypeReader(path)
    return survey(reader), survey(Slowly(reader))


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(POST, min_size=1, max_size=3), st.lists(_ANY_LINE, max_size=30))
def test_posts_are_the_same_at_a_glance(written: list[PostRecord], lines: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.txt"
        path.write_text(as_text(written) + "\n".join(lines) + as_text(written))
        read, glimpsed = map(bare, MovableTypeReader(path)), map(bare, glanced(MovableTypeReader(path)))
        assert [one for one in glimpsed if one] == [one for one in read if one]
        at_a_glance, wholly = seen(path)
    assert at_a_glance == wholly


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "euc_jp", "shift_jis"])
def test_a_title_is_read_as_its_comments_tell(tmp_path: Path, encoding: str) -> None:
    words = {"utf-8": "Où est-ce ?", "cp1252": "Où est-ce ?"}.get(encoding, "ひらがなで書かれた文章です。")
    said = [comment(words, AUTHOR=words), ping(words, TITLE=words)] * 3
    written = entry(words[:4], UNIQUE_URL=None, BASENAME=None, comments=said)
    path = tmp_path / "export.txt"
    path.write_bytes(written.encode(encoding) + written.encode(encoding))
    [first, second] = [record for record in glanced(MovableTypeReader(path)) if isinstance(record, PostRecord)]
    assert first.title == second.title == words[:4]
    assert first.comments == ()
    at_a_glance, wholly = seen(path)
    assert at_a_glance == wholly
    assert at_a_glance.repeated
