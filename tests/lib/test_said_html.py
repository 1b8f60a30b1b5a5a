"""Comments that others kept as HTML, as they would be typed here."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.lib import text
from tertulia.lib.markup import comment_html
from tertulia.lib.said_html import typed, typed_markdown


@pytest.mark.parametrize(
    ("kept", "source"),
    [
        ("<p>One.</p>\n<p>Two<br>\nthree<br/><br/>four</p>", "One.\n\nTwo\nthree\n\nfour"),
        ("plain &amp; simple\n  words", "plain & simple words"),
        ("a <job>, 2 &lt; 3", "a , 2 < 3"),
        ("say &lt;b&gt; and &amp;amp;", "say &lt;b> and &amp;amp;"),
        ("&gt; quoted?", "&gt; quoted?"),
        ("<b>bold</b> <span class='x'>and</span> <em>not</em>", "<b>bold</b> and <em>not</em>"),
        ("<ul>\n<li>one</li>\n<li><p>two</p></li>\n</ul>\nend", "<ul><li>one</li><li>two</li></ul>\nend"),
        ("<blockquote><p>q</p><p>r</p></blockquote><p>mine</p>", "<blockquote>q\n\nr</blockquote>\n\nmine"),
        ("<pre><code>if a:\n  b &lt; c</code></pre>", "<pre>if a:\n  b < c</pre>"),
        ("<h2>Title</h2><div>a</div><div>b</div>", "Title\n\na\n\nb"),
        ("<script>alert(1)</script>ok<!-- no --><style>x</style>", "ok"),
        ('<a href="https://example.org/a?b=1&amp;c">https://example.org/a?...</a>', "https://example.org/a?b=1&c"),
        ('<a href="https://example.org/">here</a>', '<a href="https://example.org/">here</a>'),
        ('<a href="">nowhere</a>', "nowhere"),
        (
            '<img src="/a.png" alt="The pier"> <img src="/b.png">',
            '<a href="/a.png">The pier</a> <a href="/b.png">/b.png</a>',
        ),
    ],
)
def test_what_was_shown_is_what_is_typed(kept: str, source: str) -> None:
    assert typed(kept) == source


def test_addresses_can_be_led_on() -> None:
    assert (
        typed('<a href="https://x.example/1">a</a>', lambda url: f"{url}/2") == '<a href="https://x.example/1/2">a</a>'
    )


def test_markdown_is_read_and_its_line_ends_stay() -> None:
    assert (
        typed_markdown("Hi *you*\nthere\n\n> q\n\n~~no~~")
        == "Hi <em>you</em>\nthere\n\n<blockquote>q</blockquote>\n\n<s>no</s>"
    )


_PIECES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["<", ">", "&", "&lt;", "&amp;amp;", "<b>", "</b>", "<pre>", "<a href='x'>", "</a>", "\n> ", "<li>", "\0"]
    ),
)


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_words_are_neither_lost_nor_taken_for_markup(words: str) -> None:
    shown = comment_html(typed(f"<p>{html.escape(words)}</p>"))
    plain = html.unescape(re.sub(r"<[^>]*>", "", shown))
    assert "".join(plain.split()) == "".join(text.clean(words).split())


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_whatever_stands_there_becomes_text(markup: str) -> None:
    assert "\0" not in typed(markup)
    comment_html(typed(markup))
