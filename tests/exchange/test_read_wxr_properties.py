"""Whatever people wrote: what was exported is what is read. Whatever is in a file: it is read, or one line says why
not."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.exchange.readers.wxr import WordPressReader
from tertulia.exchange.records import BrokenExport, Record
from tests.examples import examples
from tests.exchange.strategies import TEXT, WORD
from tests.exchange.writing_wxr import SITE, attachment, author, category, comment, filed, item, meta, posts, wxr

_STATES = {"1": "published", "0": "held", "spam": "spam", "trash": "withdrawn"}
_STATUSES = {"publish": "published", "draft": "draft", "future": "scheduled", "trash": "discarded"}
_SAID = st.tuples(WORD, TEXT, st.sampled_from([*_STATES]), st.integers(0, 9))
_POST = st.tuples(WORD, TEXT, TEXT, st.sampled_from([*_STATUSES]), st.lists(_SAID, max_size=5))


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(_POST, min_size=1, max_size=4))
def test_what_was_written_is_what_is_read(
    written: list[tuple[str, str, str, str, list[tuple[str, str, str, int]]]],
) -> None:
    parts = []
    for number, (title, body, excerpt, status, said) in enumerate(written):
        comments = [
            comment(text, 10 * number + place, author=name, approved=state, parent=str(10 * number + parent))
            for place, (name, text, state, parent) in enumerate(said)
        ]
        parts.append(item(title, number, *comments, body=body, excerpt=excerpt, status=status, post_name="x"))
    with tempfile.TemporaryDirectory() as folder:
        found = posts(Path(folder), wxr(*parts))
    for number, (record, (title, body, excerpt, status, said)) in enumerate(zip(found, written, strict=True)):
        assert (record.title, record.body, record.excerpt) == (title, body, excerpt)
        assert record.status == _STATUSES[status]
        assert [(one.name, one.text, one.status) for one in record.comments] == [
            (name, text, _STATES[state]) for name, text, state, _parent in said
        ]
        own = [f"{10 * number + place}" for place in range(len(said))]
        parents = [f"{10 * number + parent}" for _name, _text, _state, parent in said]
        wanted = ["" if up in (me, "0") else up for me, up in zip(own, parents, strict=True)]
        assert [one.answers for one in record.comments] == wanted


_GALLERY = item("B", 2, meta("_thumbnail_id", "9"), filed("a", "A"), body="[gallery][caption]<img>x[/caption]")
_SEED = wxr(
    author(),
    item("A", 1, comment(), comment(number=2, parent="1")),
    _GALLERY,
    attachment(9, "a.jpg"),
    head=category("a", "A"),
)
# fmt: off
_SCRAPS = st.sampled_from([
    "<", ">", "&", "&#0;", "&nbsp;", "]]>", "<![CDATA[", "<item>", "</item>", "<wp:comment>", "</channel>", "<!--",
    "-->", "\0", "\x85", "\ud800", "[gallery ids='9']", "[caption", "[/caption]", "<!-- wp:x -->", "<!--more-->",
    "<pre>", "0000-00-00 00:00:00", "9999-12-31 23:59:59", "<a b='c'", "xmlns:wp='x'", SITE, "\n", "é", "🌊",
])
# fmt: on
_CHANGE = st.tuples(st.integers(0, len(_SEED)), st.integers(0, 60), st.one_of(_SCRAPS, st.text(max_size=20)))


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(_CHANGE, max_size=8))
def test_no_file_whatever_does_more_than_break(changes: list[tuple[int, int, str]]) -> None:
    text = _SEED
    for place, length, scrap in changes:
        text = text[:place] + scrap + text[place + length :]
    _read(text.encode(errors="surrogatepass"))


@settings(max_examples=examples(200), deadline=None)
@given(st.integers(0, len(_SEED)), st.binary(max_size=200))
def test_no_bytes_whatever_do_more_than_break(place: int, data: bytes) -> None:
    _read(_SEED.encode()[:place] + data + _SEED.encode()[place:])


def _read(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xml"
        path.write_bytes(content)
        found: list[Record]
        try:
            found = list(WordPressReader(path))
        except BrokenExport as broken:
            found, reason = [], str(broken)
        else:
            reason = ""
        assert found or reason.startswith("line ")
