"""Whatever is in a text: it is read, word for word, or one line says why not."""

import re
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.exchange.readers.bare.reader import BareTextReader
from tertulia.exchange.records import BrokenExport, PostRecord
from tests.examples import examples
from tests.exchange.writing_text import CLOSED, FOLLOW, NAV, SIDEBAR, TALK, page, post, posted

# fmt: off
_SCRAPS = st.sampled_from([
    "\n", "\n\n", "\n\n\n", " mo", "mo\n", '"', "“", "”", ">", "|", "«", "»", "\0", "\ud800", "\x85", "\u2028", "🌊",
    NAV, FOLLOW, CLOSED, SIDEBAR, "Ruth Ames", "Ruth Ames,", "Ruth Ames said...", "b -", "30 March 2019", "99/99/9999",
    posted("x", "y"), "Posted by: x | 31 February 2019", "Comments", "Post a comment", "30 March 0000 at 99:99",
])
# fmt: on
_WORDS = st.lists(
    st.one_of(
        st.sampled_from(["tide", "Gate.", "the", "Ruth", "ferry,", '"sea"', "mo", "pier:"]), st.text("aé.,", max_size=5)
    ),
    min_size=1,
    max_size=12,
).map(" ".join)
_SAID = st.lists(st.tuples(st.integers(1, 5), _WORDS.filter(str.strip)), min_size=1, max_size=15)


@settings(max_examples=examples(200), deadline=None)
@given(_SAID)
def test_no_word_of_a_conversation_is_lost_or_made_up(said: list[tuple[int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        comments = post(Path(folder), page(*said)).comments
    kept = [
        f"{one.name} {one.text} {' '.join(f'{reply.text} {reply.sign}' for reply in one.replies)}" for one in comments
    ]
    found, wanted = re.findall(r"\w+", " ".join(kept)), re.findall(r"\w+", " ".join(text for _gap, text in said))
    # The host's initials are also the name of what they stand below.
    assert {*found} == {*wanted}
    assert len(found) >= len(wanted)


@settings(max_examples=examples(200), deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 60), st.one_of(_SCRAPS, st.text(max_size=20))), max_size=10)
)
def test_no_text_whatever_does_more_than_break(changes: list[tuple[int, int, str]]) -> None:
    text = page(*TALK)
    for place, length, scrap in changes:
        text = text[:place] + scrap + text[place + length :]
    _read(text.encode(errors="surrogatepass"))


@settings(max_examples=examples(200), deadline=None)
@given(st.binary(max_size=400), st.integers(0, 900))
def test_no_bytes_whatever_do_more_than_break(data: bytes, place: int) -> None:
    _read(data)
    _read(page().encode()[:place] + data + page().encode()[place:])


def _read(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.txt"
        path.write_bytes(content)
        BareTextReader.fits(content)
        try:
            found, reason = list(BareTextReader(path)), ""
        except BrokenExport as broken:
            found, reason = [], str(broken)
    assert found or reason.startswith("line 1: ")
    posts = [record for record in found if isinstance(record, PostRecord)]
    assert all(one.text or one.replies for record in posts for one in record.comments)
