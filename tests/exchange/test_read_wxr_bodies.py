"""What the reader makes of WordPress' shortcodes, blocks and marks in a post's text."""

from pathlib import Path

import pytest

from tests.exchange.writing_wxr import SITE, attachment, item, meta, notes, post, posts, read, wxr

PIER = f'<img src="{SITE}/wp-content/uploads/pier.jpg" alt="The pier">'


def test_what_was_typed_with_line_breaks_stays_as_it_was_typed(tmp_path: Path) -> None:
    typed = "First,\nsecond [sic] & <em>third</em>.\n\n\nLast [1] [a b] [link](x)"
    found = post(tmp_path, body=typed)
    assert (found.body, found.format) == (typed, "lines")


@pytest.mark.parametrize(
    "mark", ["<!--more-->", "<!--more Read on-->", "<!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->"]
)
def test_the_mark_parts_the_body_from_what_follows(tmp_path: Path, mark: str) -> None:
    found = post(tmp_path, body=f"Above.\n\n{mark}\n\nBelow. <!--more-->")
    assert (found.body, found.extended) == ("Above.", "Below. <!--more-->")


def test_captions_become_figures(tmp_path: Path) -> None:
    link = f'<a href="/x">{PIER}</a>'
    found = post(tmp_path, body=f'a\n[caption id="x" align="alignleft" width="300"]{link} At <em>six</em>[/caption]\nb')
    figure = f'<figure class="alignleft">{link}<figcaption>At <em>six</em></figcaption></figure>'
    assert found.body == f"a\n\n\n{figure}\n\n\nb"
    old = post(tmp_path, body=f'[wp_caption caption="At &quot;six&quot;"]{PIER}[/wp_caption]')
    assert old.body == f'<figure>{PIER}<figcaption>At "six"</figcaption></figure>'


def test_galleries_become_lists_of_pictures_wherever_these_stand_in_the_file(tmp_path: Path) -> None:
    pictures = [
        attachment(20, "pier.jpg", "The pier", 1, "The pier"),
        attachment(21, "boat.png"),
        attachment(22, "x.pdf", "", 1),
    ]
    both, own, none = posts(
        tmp_path,
        wxr(
            item("A", 2, body='[gallery ids="21,20,99" columns="2"]'),
            item("B", 1, body="[gallery]"),
            item("C", 3, body="[gallery]"),
            *pictures,
        ),
    )
    link = f'<a href="{SITE}/wp-content/uploads/pier.jpg">{PIER}</a>'
    assert own.body == f'<ul class="gallery">\n<li><figure>{link}<figcaption>The pier</figcaption></figure></li>\n</ul>'
    assert both.body.index("boat.png") < both.body.index("pier.jpg")
    assert none.body == "[gallery]"


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("https://youtu.be/abcdefghijk", '<iframe src="https://youtu.be/abcdefghijk"></iframe>'),
        ("[embed]https://vimeo.com/12345[/embed]", '<iframe src="https://vimeo.com/12345"></iframe>'),
        ("[youtube=https://www.youtube.com/watch?v=abcdefghijk]", '<iframe src="https://www.youtube.com/watch?v=abcdefghijk"></iframe>'),
        ("[vimeo 12345]", '<iframe src="https://vimeo.com/12345"></iframe>'),
        ("https://example.org/a?b&amp;c", '<a href="https://example.org/a?b&amp;c">https://example.org/a?b&amp;c</a>'),
        ('[audio mp3="/a.mp3"][/audio]', '<audio controls src="/a.mp3"></audio>'),
        ("[audio https://example.org/a.mp3|titles=x]", '<audio controls src="https://example.org/a.mp3"></audio>'),
        ('[code lang="html"]<b>&amp;</b>[/code]', "<pre><code>&lt;b&gt;&amp;&lt;/b&gt;</code></pre>"),
        ("[[gallery]] is how", "[gallery] is how"),
    ],
)  # fmt: skip
def test_what_wordpress_shows_in_its_place_becomes_html(tmp_path: Path, typed: str, html: str) -> None:
    assert post(tmp_path, body=typed).body == html


def test_listings_of_code_are_left_alone(tmp_path: Path) -> None:
    typed = "<pre>[caption]x[/caption]\nhttps://youtu.be/abcdefghijk\n</pre>\n<code>[audio /x.mp3]</code>"
    assert post(tmp_path, body=typed).body == typed


def test_shortcodes_that_mean_nothing_here_stay_and_are_told_once(tmp_path: Path) -> None:
    typed = '[contact-form to="x"] [tab]One[/tab] [sic]'
    written = wxr(*(item(f"Day {n}", n, body=typed) for n in range(3)))
    assert {found.body for found in posts(tmp_path, written)} == {typed}
    told = notes(read(tmp_path, written))
    assert ["[contact-form]" in told[0], "[tab]" in told[1], len(told)] == [True, True, 2]


def test_blocks_become_their_html(tmp_path: Path) -> None:
    blocks = (
        '<!-- wp:paragraph {"align":"left"} -->\n<p>One\n\ntwo</p>\n<!-- /wp:paragraph -->\n\n'
        "<!-- wp:group -->\n<div><!-- wp:paragraph -->\n<p>In</p>\n<!-- /wp:paragraph --></div>\n<!-- /wp:group -->\n"
        "Typed,\nold\n\n<!-- wp:separator /--><!-- wp:latest-posts /-->"
    )
    written = wxr(item(body=blocks), item("B", 2, body='<!-- wp:block {"ref":5} /-->'))
    found = posts(tmp_path, written)[0]
    assert (found.format, found.body) == (
        "html",
        "<p>One\n\ntwo</p>\n\n<div><p>In</p>\n</div>\n<p>Typed,<br>\nold</p>",
    )
    assert ["lists, forms" in told for told in notes(read(tmp_path, written))] == [True, False]


def test_the_picture_that_a_theme_put_on_top_stands_there_once(tmp_path: Path) -> None:
    picture = attachment(20, "pier.jpg", alt="The pier")
    shown, has_it = posts(
        tmp_path,
        wxr(
            item("A", 1, meta("_thumbnail_id", "20")),
            item("B", 2, meta("_thumbnail_id", "20"), body='<img src="/wp-content/uploads/pier-300x200.jpg">'),
            picture,
        ),
    )
    assert shown.body == f'<figure class="featured">{PIER}</figure>\n\nHigh water at six.'
    assert has_it.body.count("pier") == 1
