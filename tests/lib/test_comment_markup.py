"""Comments: what was typed, as it is shown."""

import html
import itertools
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.lib import commenting, sanitise, text
from tertulia.lib.comment_blocks import Writer
from tertulia.lib.markup import comment_html
from tests.examples import examples
from tests.lib.safe_html import ATTACKS, elements, faults_of_comment, words

REL = 'rel="nofollow ugc noopener"'


def shown(source: str) -> str:
    return comment_html(source).replace("\n", "").replace(f" {REL}", "")


def test_a_line_end_is_a_break_and_a_blank_line_parts_paragraphs() -> None:
    assert shown("one\ntwo\n\n\nthree") == "<p>one<br>two</p><p>three</p>"
    assert shown("one\r\ntwo\r\n\r\nthree") == "<p>one<br>two</p><p>three</p>"


def test_breaks_typed_as_tags_are_not_doubled() -> None:
    assert shown("one<br />\ntwo<br>three") == "<p>one<br>two<br>three</p>"
    assert shown("<p>one</p>\n\n<p>two</p>") == "<p>one</p><p>two</p>"


def test_lines_that_begin_with_a_bracket_are_a_quote() -> None:
    assert shown("> it was shut\n> in May\nNo, in June.") == (
        "<blockquote><p>it was shut<br>in May</p></blockquote><p>No, in June.</p>"
    )


def test_quotes_nest_and_a_blank_quoted_line_parts_their_paragraphs() -> None:
    assert shown(">> deep\n> less\n>\n> more") == (
        "<blockquote><blockquote><p>deep</p></blockquote><p>less</p><p>more</p></blockquote>"
    )


def test_quotes_deeper_than_six_stay_as_brackets() -> None:
    assert shown(">>>>>>>> x").count("<blockquote>") == 6
    assert "&gt;&gt; x" in shown(">>>>>>>> x")


@pytest.mark.parametrize("tag", ["job", "script", "iframe", "TTG", "/job", "img src=x", "b2", "sarcasm/", "3"])
def test_what_is_no_tag_of_comments_stays_as_text(tag: str) -> None:
    assert shown(f"a <{tag}> b") == f"<p>a &lt;{tag}&gt; b</p>"


def test_comparisons_stay_as_text() -> None:
    assert shown("1 < 2 and 3 > 2 & so on") == "<p>1 &lt; 2 and 3 &gt; 2 &amp; so on</p>"


def test_entities_are_read_as_browsers_read_them() -> None:
    assert shown("&lt;b&gt; &quot;x&quot; &#8212; &unknown; AT&T") == '<p>&lt;b&gt; "x" — &amp;unknown; AT&amp;T</p>'


def test_tags_left_open_are_closed() -> None:
    assert shown("<b>one <i>two") == "<p><b>one <i>two</i></b></p>"
    assert shown("<blockquote>said") == "<blockquote><p>said</p></blockquote>"


def test_tags_closed_in_the_wrong_order_are_put_right() -> None:
    assert shown("<b>one <i>two</b> three</i>") == "<p><b>one <i>two</i></b><i> three</i></p>"


def test_emphasis_goes_on_in_the_next_paragraph() -> None:
    assert shown("<i>one\n\ntwo</i> three") == "<p><i>one</i></p><p><i>two</i> three</p>"


def test_end_tags_that_end_nothing_vanish() -> None:
    assert shown("one</b></p></blockquote> two") == "<p>one</p><p>two</p>"


def test_lists() -> None:
    assert shown("<ul>\n<li>a</li>\n<li>b\n</ul>\nafter") == "<ul><li>a</li><li>b</li></ul><p>after</p>"
    assert shown("<ol>stray<li>a</ol>") == "<ol><li>stray</li><li>a</li></ol>"


def test_listings_keep_their_spaces_and_hold_no_tags() -> None:
    source = "<pre>\n  if a < b:\n> <i>x</i>\n\n  http://example.org/\n</pre>"
    assert comment_html(source) == ("<pre>  if a &lt; b:\n&gt; &lt;i&gt;x&lt;/i&gt;\n\n  http://example.org/\n</pre>")
    assert shown("<code><b></code> is bold") == "<p><code>&lt;b&gt;</code> is bold</p>"


def test_a_listing_that_is_never_closed_is_text() -> None:
    assert shown("<pre> and\n> quoted") == "<p>&lt;pre&gt; and</p><blockquote><p>quoted</p></blockquote>"


def test_links() -> None:
    assert comment_html('<a href="http://example.org/?a=1&amp;b=2" onclick="x()">here</a>') == (
        f'<p><a href="http://example.org/?a=1&amp;b=2" {REL}>here</a></p>'
    )
    assert shown("<a href=#comment-5>above</a>") == '<p><a href="#comment-5">above</a></p>'


def test_a_link_may_begin_a_paragraph_or_a_line() -> None:
    assert shown("one\n\n<a href='/x'>two</a>\n\nthree") == '<p>one</p><p><a href="/x">two</a></p><p>three</p>'
    assert shown("one\n<b>two</b>\n<a href='/x'>three</a>\nfour") == (
        '<p>one<br><b>two</b><br><a href="/x">three</a><br>four</p>'
    )


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " JaVaScript:x", "java\tscript:x", "data:text/html,x", "&#106;avascript:x"]
)
def test_links_that_would_run_something_leave_only_their_words(url: str) -> None:
    assert shown(f'<a href="{url}">words</a>') == "<p>words</p>"


@pytest.mark.parametrize(
    ("typed", "linked"),
    [
        ("see http://example.org/a.", "http://example.org/a"),
        ("(https://example.org/wiki/Ferry_(boat))", "https://example.org/wiki/Ferry_(boat)"),
        ("https://example.org/?q=1&r=2!", "https://example.org/?q=1&amp;r=2"),
        ("<https://example.org/x>", "https://example.org/x"),
        ("“https://example.org/x”", "https://example.org/x"),
        ("https://example.org:8080", "https://example.org:8080"),
    ],
)
def test_addresses_become_links(typed: str, linked: str) -> None:
    assert f'<a href="{linked}" {REL}>{linked}</a>' in comment_html(typed)


def test_an_address_without_scheme_is_linked_too() -> None:
    assert '<a href="http://www.example.org/a"' in comment_html("at www.example.org/a, below")


@pytest.mark.parametrize(
    "typed", ["http://", "https://example.org@evil.example/", "ftp://x.example", "xhttp://x.example"]
)
def test_what_is_no_plain_address_is_not_linked(typed: str) -> None:
    assert "<a" not in comment_html(typed)


def test_addresses_in_links_and_listings_are_left_alone() -> None:
    assert shown("<a href='http://a.example/'>http://b.example/</a>").count("<a ") == 1
    assert "<a" not in shown("<code>http://b.example/</code>")


def test_nothing_is_nothing() -> None:
    assert comment_html("") == comment_html(" \n\n ") == comment_html("<b></b><p></p>") == ""


# fmt: off
PIECES = st.sampled_from([
    "<b>", "</b>", "<i>", "</i>", "<a href='http://a.example/'>", "</a>", "<pre>", "</pre>", "<code>", "</code>",
    "<ul>", "</ul>", "<li>", "</li>", "<blockquote>", "</blockquote>", "<p>", "</p>", "<br>", "\n", "\n\n", "\n> ",
    "\n>> ", " ", "<job>", "<script>", "</script>", "<img src=x onerror=y>", "<!--", "-->", "&lt;", "&#10;", "&",
    "<", ">", "word", "http://example.org/(x)", "javascript:", '"', "'", "<a href=javascript:x>",
    "\N{RIGHT-TO-LEFT OVERRIDE}", "𐍈", "<q>",
])
# fmt: on
TYPED = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))


@settings(max_examples=examples(300))
@given(TYPED)
def test_whatever_is_typed_what_is_shown_is_safe_stable_and_balanced(source: str) -> None:
    result = comment_html(source)
    assert faults_of_comment(result) == []
    assert sanitise.comment(result) == result
    names = [tag for tag, _ in elements(result)]
    assert names.count("p") == result.count("</p>")


@settings(max_examples=examples(200))
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="&")))
def test_every_word_that_was_typed_is_shown(source: str) -> None:
    # What is a tag or a quoting bracket is not a word; so the text is tried as such, with brackets that are none.
    source = source.replace("<", "< ").replace("\n>", "\n")
    expected = "".join(source.lstrip(" >").split())
    assert words(comment_html(source)).lstrip(">") == expected


def test_the_known_attacks_do_nothing() -> None:
    if not ATTACKS.exists():
        pytest.skip("the list of attacks is not on this machine")
    for attack in ATTACKS.read_text("utf-8", "replace").splitlines():
        for source in (attack, html.unescape(attack), f"> {attack}", f"<a href='{attack}'>x</a>"):
            assert faults_of_comment(comment_html(source)) == [], source


NASTY = [
    "<",
    ">",
    "*",
    "[",
    "&",
    "<b>",
    "<a href=x>",
    "<ul><li>x",
    "<blockquote>x",
    ">\n",
    ">>>>>>>x\n",
    "<pre>",
    "http://",
]


@pytest.mark.parametrize("piece", NASTY)
def test_work_grows_no_faster_than_the_text(piece: str) -> None:
    # Calls are counted, not seconds, so that a busy machine changes nothing.
    def calls(length: int) -> int:
        counted = itertools.count()
        source = piece * (length // len(piece))
        sys.setprofile(lambda *event: next(counted))
        comment_html(source)
        sys.setprofile(None)
        return next(counted)

    assert calls(40_000) <= 4.5 * calls(10_000)


def test_tags_left_open_do_not_multiply_the_text() -> None:
    source = "<b><i><em><strong><del><s><sub><sup><q><cite>" + "x\n\n" * 20_000
    assert len(comment_html(source)) < 10 * len(source)


@given(st.text(st.sampled_from("a &;#<>\n \t\xa0é") | st.characters(codec="utf-8"), max_size=60))
def test_a_text_without_tags_is_written_as_if_there_were_some(typed: str) -> None:
    typed = text.clean(typed.replace("<", "").replace(">", ""))
    out: list[str] = []
    writer = Writer(out)
    for number, line in enumerate(typed.split("\n")):
        if number:
            writer.line_end()
        writer.text(commenting._decoded(line))
    writer.close()
    assert commenting.to_html(typed) == "".join(out)
