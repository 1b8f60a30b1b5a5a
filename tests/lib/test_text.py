"""Plain text: what no text may hold, and what is left of HTML."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from tertulia.lib import text

_ANY = st.text(st.one_of(st.characters(codec=None), st.sampled_from("\r\n\t\0\x0b\x1f\x7f\ud800\udfff\xa0\u2028 <>&")))
_FORBIDDEN = {*map(chr, range(32)), "\x7f"} - {"\n", "\t"}


@given(_ANY)
def test_a_clean_text_has_line_ends_of_one_kind_and_no_control_characters(typed: str) -> None:
    by_hand = re.sub("\r\n?", "\n", typed)
    kept = (c for c in by_hand if c not in _FORBIDDEN)
    assert text.clean(typed) == "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in kept)


@given(_ANY)
def test_plain_words_stand_on_one_line(typed: str) -> None:
    assert text.plain(typed.replace("<", "")) == re.sub(r"\s+", " ", html.unescape(typed.replace("<", ""))).strip()


def test_tags_within_a_line_part_no_words() -> None:
    markup = '<p><span class="cap">O</span>nce (<a href="/a">here</a>), CO<sub>2</sub>; <b>b</b><br/><I>two</I></p>'
    assert text.plain(f"{markup}<bq>x</bq><q>y</q>z") == "Once (here), CO2; b two x y z"


def test_tags_part_words_and_scripts_are_none() -> None:
    assert text.plain("<p>One<br>two</p>\n<script>three</script> &amp;\xa0<!-- > four -->five") == "One two & five"
