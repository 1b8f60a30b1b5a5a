"""Where in a comment words are quoted, and that something can be said there without breaking the HTML."""

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tertulia.lib.folding import fold
from tertulia.lib.markup import comment_html, post_html
from tertulia.lib.quotations import Reading, quotations_in
from tertulia.lib.quoted_lines import quoted_lines
from tertulia.lib.said import Said
from tertulia.lib.words import words

EIGHT = "one two three four five six seven eight"
MARKS = [*"“”\"'‘’«»„", "\n> ", "\n> > ", "字", "&lt;", "&amp;"]
TAGS = [f"<{end}{tag}>" for tag in ("i", "b", "q", "code", "pre", "ul", "blockquote", "a") for end in ("", "/")]
LINKS = ["https://a.example/?b>c", "<a href='https://a.example/x'>", "<ul><li>"]
typed = st.lists(st.sampled_from([EIGHT, "word", " ", "\n", *MARKS, *TAGS, *LINKS]), max_size=25).map("".join)


@given(typed)
def test_a_mark_behind_each_quotation_breaks_nothing(source: str) -> None:
    html = comment_html(source)
    quotations = Reading(html).quotations
    with_marks = html
    for quotation in reversed(quotations):
        mark = '<p class="m">!</p>' if quotation.depth else '<span class="m">!</span>'
        with_marks = f"{with_marks[: quotation.end]}{mark}{with_marks[quotation.end :]}"
    tree = html5lib.parseFragment(with_marks, namespaceHTMLElements=False)
    marks = tree.findall(".//*[@class='m']")
    assert len(marks) == len(quotations)
    assert tree.findall(".//a//*[@class='m']") == []
    assert quotations == quotations_in(html)


@given(typed)
def test_quoted_lines_say_what_the_comment_says(source: str) -> None:
    html = comment_html(f"A {source}")
    again = comment_html(quoted_lines(html, 100_000))
    assert Reading(again).quotations
    assert "".join(Reading(again).whole.split()) == "".join(Reading(html).whole.split())


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (f"“{EIGHT}”", [EIGHT]),
        ("“one two three four five six seven”", []),
        (f'He said "so" and "{EIGHT}" and "no".', [EIGHT]),
        ("‘I don’t know what you’re saying, my dear old friend’ she said", None),
        (f'It\'s 5" wide and {EIGHT} 6" high', []),
        (f"<code>“{EIGHT}”</code>", []),
        (f"“{EIGHT}\n\nnew paragraph”", []),
        (f"> outer\n> > {EIGHT}", [EIGHT, "outer"]),
        ("「東京の桜はとても綺麗です」", ["東京の桜はとても綺麗です"]),
    ],
)
def test_what_is_quoted(source: str, found: list[str] | None) -> None:
    quoted = [" ".join(one.words.split()).removesuffix(" …") for one in Reading(comment_html(source)).quotations]
    assert quoted == (["I don’t know what you’re saying, my dear old friend"] if found is None else found)


@pytest.mark.parametrize("mark", ["‘", "“", '"', "«", "> ", "<q>", "<i>“", "[(…"])
def test_a_flood_of_marks_is_read_in_no_time(mark: str) -> None:
    html = comment_html((f"{mark}." * 30_000)[:60_000])
    assert len(Reading(html).quotations) < 60_000


def test_a_long_comment_is_cut_between_words() -> None:
    lines = quoted_lines(comment_html("mud and tide " * 300), 100)
    assert lines.endswith(" […]")
    assert len(lines) < 120


posted = st.lists(
    st.sampled_from([EIGHT, " ", "&lt;b>", '<q cite="/a">', "</q>", "<b>", "</b>", "<img src='/a'>", "<h2>", "<td>"]),
    max_size=12,
).map("".join)


@example(post_html(f'He said <q cite="/a">{EIGHT}</q> there.', "html").html)
@given(st.one_of(typed.map(comment_html), posted.map(lambda source: post_html(source, "html").html)))
def test_what_is_said_is_the_same_read_in_either_way(html: str) -> None:
    """A text that quotes nobody is not read tag by tag."""
    said, reading = Said(html), Reading(html)
    assert (said.own, said.whole) == (fold(reading.own), fold(reading.whole))
    assert said.shown.split() == reading.own.split()
    assert said.words == words(reading.own)
