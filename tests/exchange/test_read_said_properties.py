"""Whatever is in a file of Disqus, Isso or Remark42: it is read, or one line says why not."""

import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.exchange.readers.disqus import DisqusReader
from tertulia.exchange.readers.isso import IssoReader
from tertulia.exchange.readers.remark42 import Remark42Reader
from tertulia.exchange.records import BrokenExport, LooseComments, Reader, Record
from tests.examples import examples
from tests.exchange.strategies import WORD
from tests.exchange.writing_said import SITE, disqus, isso, post, remark42, said, thread

_XML = disqus(thread(), thread(2, "", SITE), post(), post(), post(11, parent=10), post(12, thread=3))
_JSON = remark42(said(), said("b", pid="a1", delete=True), said("c", orig="*x*", votes={"u": True}))
# fmt: off
_SCRAPS = st.sampled_from([
    "<", ">", "&", "&#0;", "]]>", "<![CDATA[", "<post>", "</post>", "</disqus>", 'dsq:id="10"', "<!--", "-->", "\0",
    "\ud800", "{", "}", "[", "]", '"', ",", ":", "\\u00", "\\ud800", "null", "1e999", "-", "NaN", "9999999999999999999",
    "\n", "é", "🌊",
])
# fmt: on
_CHANGES = st.lists(
    st.tuples(st.integers(0, 5000), st.integers(0, 60), st.one_of(_SCRAPS, st.text(max_size=20))), max_size=8
)
_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=6,
)
_CELLS = st.one_of(st.none(), st.integers(-9, 1 << 62), st.floats(), st.text(max_size=9), st.binary(max_size=9))


@settings(max_examples=examples(200), deadline=None)
@given(_CHANGES)
def test_no_file_of_disqus_does_more_than_break(changes: list[tuple[int, int, str]]) -> None:
    _read(DisqusReader, _changed(_XML, changes))


@settings(max_examples=examples(200), deadline=None)
@given(_CHANGES)
def test_no_backup_of_remark42_does_more_than_break(changes: list[tuple[int, int, str]]) -> None:
    _read(Remark42Reader, _changed(_JSON, changes))


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from([*said(), "edit", "pin", "delete", "orig"]), _VALUES), max_size=4))
def test_no_value_in_a_backup_of_remark42_does_more_than_be_lost(changes: list[dict[str, object]]) -> None:
    lines = [json.dumps(said(f"a{number}") | change) for number, change in enumerate(changes)]
    found = _read(Remark42Reader, "\n".join([remark42(), *lines]).encode())
    assert len(_ids(found)) <= len(changes)


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40_000), st.binary(max_size=40)), max_size=6))
def test_no_database_does_more_than_break(changes: list[tuple[int, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        comments = [(1, number, number - 1 or None, 1, "x" * 300) for number in range(1, 60)]
        content = bytearray(isso(Path(folder) / "db", *comments).read_bytes())
    for place, data in changes:
        content[place : place + len(data)] = data
    _read(IssoReader, bytes(content))


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(st.tuples(_CELLS, _CELLS, _CELLS, _CELLS, _CELLS, _CELLS), max_size=5))
def test_no_value_in_a_database_does_more_than_be_lost(cells: list[tuple[object, ...]]) -> None:
    comments = [(tid, number, *rest) for number, (tid, *rest) in enumerate(cells, 1)]
    with tempfile.TemporaryDirectory() as folder:
        found = list(IssoReader(isso(Path(folder) / "db", *comments, threads=((1, "/a"), (2, b"\xff")))))
    assert len(_ids(found)) <= len(cells)


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(st.tuples(WORD.filter(bool), st.integers(0, 9)), max_size=9))
def test_what_was_written_is_what_is_read(written: list[tuple[str, int]]) -> None:
    comments = [said(f"c{number}", "", orig="", pid=f"c{parent}") for number, (_name, parent) in enumerate(written)]
    for comment, (name, _parent) in zip(comments, written, strict=True):
        comment["user"] = {"name": name.replace("&", "&amp;")}
    found = _read(Remark42Reader, remark42(*comments).encode())
    assert _ids(found) == [f"c{number}" for number in range(len(written))]
    names = [one.name for record in found if isinstance(record, LooseComments) for one in record.comments]
    assert names == [" ".join(name.split()) for name, _parent in written]


def _changed(text: str, changes: list[tuple[int, int, str]]) -> bytes:
    for place, length, scrap in changes:
        place %= len(text) + 1
        text = text[:place] + scrap + text[place + length :]
    return text.encode(errors="surrogatepass")


def _ids(records: list[Record]) -> list[str]:
    return [one.id for record in records if isinstance(record, LooseComments) for one in record.comments]


def _read(reader: type[DisqusReader | IssoReader | Remark42Reader], content: bytes) -> list[Record]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(content)
        opened: Reader = reader(path)
        try:
            found, reason = list(opened), "line"
        except BrokenExport as broken:
            found, reason = [], str(broken)
        assert reason.startswith("line")
        assert "\n" not in reason
        return found
