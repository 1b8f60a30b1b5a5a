"""Whatever people wrote: what was exported is what is read. Whatever is in a file: it is read, or one line says why
not."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.exchange.readers.blogger.reader import BloggerReader
from tertulia.exchange.records import BrokenExport, Record
from tests.examples import examples
from tests.exchange.strategies import TEXT, WORD
from tests.exchange.writing_blogger import DRAFT, REMOVED, comment, entry, feed, posts, read, setting, taken, takeout

_LINES = st.lists(st.text("aé.?🌊", min_size=1, max_size=9), min_size=1, max_size=5).map("\n".join)
_SAID = st.tuples(WORD, _LINES, st.integers(0, 9))
_POST = st.tuples(WORD, TEXT, st.booleans(), st.lists(_SAID, max_size=5))


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(_POST, min_size=1, max_size=4), st.booleans())
def test_what_was_written_is_what_is_read(
    written: list[tuple[str, str, bool, list[tuple[str, str, int]]]], last: bool
) -> None:
    articles, comments = [], []
    for number, (title, body, draft, said) in enumerate(written, 1):
        articles.append(entry("post", number, DRAFT if draft else "", title=title, body=body, url=""))
        for place, (name, text, parent) in enumerate(said, 1):
            html = text.replace("\n", "<br />\n" if last else "<br>")
            made = comment(html, 10 * number + place, post=number, parent=10 * number + parent, name=name)
            comments.append(made)
    parts = [*articles, *comments] if last else [*comments, *articles]
    with tempfile.TemporaryDirectory() as folder:
        found = posts(read(Path(folder), feed(*parts)))
    for number, (record, (title, body, draft, said)) in enumerate(zip(found, written, strict=True), 1):
        assert (record.title, record.body, record.status) == (title, body, "draft" if draft else "published")
        assert [one.text for one in record.comments] == [text for _name, text, _parent in said]
        assert [one.name for one in record.comments] == [" ".join(name.split()) for name, _text, _parent in said]
        wanted = ["" if parent == place else f"{10 * number + parent}" for place, (*_, parent) in enumerate(said, 1)]
        assert [one.answers for one in record.comments] == wanted


_OLD = feed(setting("A", "b"), entry(labels=["a", "b"]), comment(), comment("x<br/>y", 2, REMOVED, parent=1))
_NEW = takeout(taken(filename="/2018/03/a.html"), taken("COMMENT", 2, parent="tag:blogger.com,1999:blog-630.post-12"))
# fmt: off
_SCRAPS = st.sampled_from([
    "<", ">", "&", "&#0;", "&nbsp;", "]]>", "<![CDATA[", "<entry>", "</entry>", "</feed>", "<!--", "-->", "\0", "\x85",
    "\ud800", "<author>", "<link rel='alternate'/>", "term='", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+01:00",
    "<published/>", "http://[", "post-", "<app:control>", "<a b='c'", "\n", "é", "🌊", "99999999999999999999999999999",
])
# fmt: on
_CHANGE = st.tuples(st.integers(0, len(_OLD)), st.integers(0, 60), st.one_of(_SCRAPS, st.text(max_size=20)))


@settings(max_examples=examples(300), deadline=None)
@given(st.sampled_from([_OLD, _NEW]), st.lists(_CHANGE, max_size=8))
def test_no_file_whatever_does_more_than_break(text: str, changes: list[tuple[int, int, str]]) -> None:
    for place, length, scrap in changes:
        text = text[:place] + scrap + text[place + length :]
    _read(text.encode(errors="surrogatepass"))


@settings(max_examples=examples(200), deadline=None)
@given(st.integers(0, len(_OLD)), st.binary(max_size=200))
def test_no_bytes_whatever_do_more_than_break(place: int, data: bytes) -> None:
    _read(data)
    _read(_OLD.encode()[:place] + data + _OLD.encode()[place:])


def _read(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "blog.xml"
        path.write_bytes(content)
        BloggerReader.fits(content)
        found: list[Record]
        try:
            found, reason = list(BloggerReader(path)), ""
        except BrokenExport as broken:
            found, reason = [], str(broken)
    assert found or reason.startswith("line ")
