"""Posts: three ways to type them, one wide allow-list, no third party asked, and the writer told."""

import html
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.lib import attributes, markup
from tertulia.lib.markup import post_html
from tests.examples import examples
from tests.lib.safe_html import ATTACKS, CONFORMANCE, faults_of_post, words

HERE = "https://weblogs.example.org"


def shown(source: str, fmt: str = "html") -> str:
    return post_html(source, fmt, origin=HERE).html


def told(source: str) -> list[str]:
    return post_html(source, "html", origin=HERE).removed


def test_html_keeps_what_weblogs_are_made_of() -> None:
    source = (
        '<h2>Tide</h2><figure><img src="/media/a.jpg" alt="Ferry" loading="lazy"><figcaption>Low Ferry</figcaption>'
        "</figure><dl><dt>a</dt><dd>b</dd></dl><p>H<sub>2</sub>O <ins>in</ins> <del>out</del> <kbd>q</kbd></p>"
        '<table><thead><tr><th scope="col">x</th></tr></thead><tbody><tr><td colspan="2">y</td></tr></tbody></table>'
        '<details><summary>More</summary><p>…</p></details><pre><code class="language-python">x</code></pre>'
        '<ruby>東<rt>とう</rt></ruby><ol start="3"><li>z</li></ol>'
    )
    assert shown(source) == source
    assert told(source) == []


def test_lines_follow_movable_type() -> None:
    assert shown("one\ntwo\n\nthree", "lines") == "<p>one<br>\ntwo</p>\n\n<p>three</p>"
    assert shown("<h3>Head</h3>\n\n<ul>\n<li>a</li>\n</ul>", "lines") == "<h3>Head</h3>\n\n<ul>\n<li>a</li>\n</ul>"
    assert shown("<b>bold</b>\nnext", "lines") == "<p><b>bold</b><br>\nnext</p>"
    assert shown("<blockquote>a\n\nb</blockquote>", "lines").startswith("<blockquote>a")


def test_listings_in_lines_keep_their_blank_lines() -> None:
    assert "<pre>a\n\n\nb</pre>" in shown("before\n\n<pre>a\n\n\nb</pre>\nafter", "lines")
    assert shown("<pre>a\n\nb</pre>\nafter", "lines").endswith("<p>after</p>")


def test_markdown_with_tables_and_strikethrough() -> None:
    assert shown("*a* ~~b~~ <b>c</b>", "markdown") == "<p><em>a</em> <s>b</s> <b>c</b></p>"
    assert "<td>1</td>" in shown("|a|\n|-|\n|1|", "markdown")
    assert shown("[x](javascript:alert)", "markdown") == "<p>[x](javascript:alert)</p>"


def test_markdown_is_commonmark() -> None:
    path = CONFORMANCE / "commonmark-0.31.2.json"
    if not path.exists():
        pytest.skip("the CommonMark examples are not on this machine")
    examples = json.loads(path.read_text("utf-8").replace("→", "\\t"))
    wrong = [case["number"] for case in examples if _tight(markup.markdown(case["markdown"])) != _tight(case["html"])]
    assert wrong == []


def _tight(html: str) -> str:
    # Whether an empty quote holds a line end is all that differs, in three examples.
    return html.replace("<blockquote>\n</blockquote>", "<blockquote></blockquote>")


def test_an_unknown_format_is_an_error() -> None:
    with pytest.raises(KeyError):
        post_html("x", "textile")


def test_the_first_heading_and_the_landmarks_are_the_page_s_own() -> None:
    assert shown("<h1>A</h1><main><nav>b</nav></main>") == "<h2>A</h2><div><div>b</div></div>"


def test_style_keeps_what_stays_in_its_place() -> None:
    bad = "position: fixed; margin-top: -90px; background: url(x)"
    source = f'<p style="float: left; {bad}; margin: 0 1em; color: #a00">x</p>'
    assert shown(source) == (
        '<p class="css-float-left css-margin-top-0 css-margin-right-20px css-margin-bottom-0 css-margin-left-20px'
        ' css-color css-color-ra css-color-g0 css-color-b0">x</p>'
    )
    assert told(source) == [f"The style “{name}” was taken out." for name in ("position", "margin-top", "background")]


def test_black_on_white_is_left_to_the_theme_without_a_word() -> None:
    assert shown('<span style="color: #000000; background-color: white; mso-x: 1">x</span>') == "<span>x</span>"
    assert told('<span style="color: #000000; mso-bidi-font: x">x</span>') == []


def test_a_background_that_is_a_colour_may_stay() -> None:
    assert shown('<p style="background: #eeefe6">x</p>') == (
        '<p class="css-background-color css-background-color-re css-background-color-ge css-background-color-be">x</p>'
    )
    assert told('<p style="background: white; color: ; font-family:">x</p>') == []


def test_every_id_of_the_public_pages_is_kept_for_the_theme() -> None:
    templates = Path(markup.__file__).parents[1] / "theme" / "templates"
    files = [file for folder in ("weblog", "conversation") for file in (templates / folder).rglob("*.html")]
    ids = {found for file in files for found in re.findall(r'\sid="([^"{]+)', file.read_text("utf-8"))}
    assert {name for name in ids if not attributes.is_ours(name)} == set()


def test_ids_that_the_theme_uses_are_renamed_with_their_links() -> None:
    assert shown('<p id="comments">x</p><a href="#comments">y</a>') == (
        '<p id="text-comments">x</p><a href="#text-comments" rel="noopener">y</a>'
    )
    assert shown('<p id="fn1">x</p>') == '<p id="fn1">x</p>'


def test_classes_of_the_theme_cannot_be_worn() -> None:
    assert shown('<p class="host-reply alignleft comment">x</p>') == '<p class="alignleft">x</p>'


def test_what_was_taken_out_is_told_once_and_the_words_stay() -> None:
    source = (
        '<p onclick="a()">one</p><p onclick="b()">two</p><script>x</script><script>y</script><style>p{}</style>'
        "<form><input><textarea>three</textarea></form><job>four</job><o:p>five</o:p><svg><text>six</text></svg>"
        '<a href="javascript:x">seven</a><a href="file:///c">eight</a>'
    )
    assert words(shown(source)) == "onetwothreefourfivesixseveneight"
    assert told(source) == [
        "A script in the attribute “onclick” was taken out.",
        "A script was taken out.",
        "A style sheet was taken out; the look of pages is the theme's.",
        "A form was taken out; its words stay.",
        "The tag <job> is not known and was taken out; its words stay.",
        "A drawing or formula (svg) was taken out; its words stay.",
        "A link that would have run a script was taken out; its words stay.",
        "A link of an unknown kind (file:) was taken out; its words stay.",
    ]


def test_the_known_attacks_do_nothing_in_any_format() -> None:
    if not ATTACKS.exists():
        pytest.skip("the list of attacks is not on this machine")
    for attack in ATTACKS.read_text("utf-8", "replace").splitlines():
        for fmt in ("html", "lines", "markdown"):
            for source in (attack, html.unescape(attack), f'<img src="{attack}"><iframe src="{attack}">'):
                assert faults_of_post(shown(source, fmt)) == [], source


# fmt: off
PIECES = st.sampled_from([
    "<p>", "</p>", "<div>", "</div>", "<a href='http://a.example/'>", "</a>", "<img src=http://b.example/x>",
    "<table>", "<tr>", "<td>", "</table>", "<svg>", "</svg>", "<math>", "<mi>", "<style>", "</style>", "<script>",
    "</script>", "<!--", "-->", "<iframe src=//c.example/>", "</iframe>", "<object data=x>", "</object>", "<pre>",
    "\n", "<select>", "<option>", "<noscript>", "</noscript>", "<template>", "</template>", "<title>", "</title>",
    "<textarea>", "</textarea>", "<b>", "x", "<p style='", "' onerror=y>", '"', "<h1>", "<form>", "<mglyph>",
    "<annotation-xml encoding='text/html'>", "<plaintext>",
])
# fmt: on
TYPED = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))


@settings(max_examples=examples(300))
@given(TYPED, st.sampled_from(["html", "lines", "markdown"]))
def test_whatever_is_typed_what_is_shown_is_safe(source: str, fmt: str) -> None:
    result = shown(source, fmt)
    assert faults_of_post(result) == []
    assert shown(source, fmt) == result


@pytest.mark.parametrize(
    "piece", ["<div>", "<b><p>", "<font color=a>x<p>", "<ul><li>", "<table><tr><td>", "<a href=x>", "<svg>"]
)
def test_what_is_left_open_for_ever_is_no_trouble(piece: str) -> None:
    source = piece * (100_000 // len(piece))
    assert len(shown(source)) < 60 * len(source)
