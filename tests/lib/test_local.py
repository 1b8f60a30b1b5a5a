"""Texts lead to what is here; their sources stay as they were typed."""

from collections.abc import Collection, Mapping

from hypothesis import given
from hypothesis import strategies as st

from tertulia.lib import markup
from tertulia.lib.local import Here

OLD = "http://islands.example/photos/storm.jpg"
STORM = Here("/media/images/ab/x.jpg", 2000, 1000, 0, ((480, "/media/images/ab/x_480.jpg"), (960, "/media/x_960.jpg")))


def here(urls: Collection[str]) -> Mapping[str, Here]:
    known = {OLD: STORM, "http://islands.example/a.html": Here("/b/a.html?x=1&y=2"), "/f.svg": Here("/media/f.svg.bin")}
    return {url: known[url] for url in urls if url in known}


def post(source: str, fmt: str = "html") -> str:
    return markup.post_html(source, fmt, origin="https://here.example", links=here).html


def test_a_picture_is_as_wide_as_it_was_in_the_size_that_a_screen_needs() -> None:
    html = post(f'<img src="{OLD}" width="300" height="150" alt="Storm">')
    assert 'src="/media/x_960.jpg"' in html
    assert 'srcset="/media/images/ab/x_480.jpg 480w, /media/x_960.jpg 960w"' in html
    assert 'sizes="(max-width: 300px) 100vw, 300px"' in html
    assert 'width="300" height="150"' in html


def test_a_picture_without_a_width_gets_its_own() -> None:
    html = post(f"![Storm]({OLD})", "markdown")
    assert 'width="2000" height="1000"' in html
    assert "/media/images/ab/x.jpg 2000w" in html


def test_what_no_page_may_show_can_be_had() -> None:
    assert post('<img src="/f.svg" alt="Plan <b>">') == '<a href="/media/f.svg.bin" rel="noopener">Plan &lt;b&gt;</a>'


def test_links_lead_here_in_posts_and_comments() -> None:
    assert 'href="/b/a.html?x=1&amp;y=2"' in post('<a href="http://islands.example/a.html">A</a>')
    said = markup.comment_html(
        "See http://islands.example/a.html and <a href='http://islands.example/c.html'>C</a>", here
    )
    assert '<a href="/b/a.html?x=1&amp;y=2"' in said
    assert '<a href="http://islands.example/c.html"' in said


def test_words_that_look_like_a_link_stay_words() -> None:
    words = '&lt;a href="http://islands.example/a.html"'
    assert markup.comment_html(f"<code>{words}></code>", here).count("islands.example") == 1


def test_sizes_of_others_are_no_way_to_ask_them() -> None:
    html = post('<img src="/media/a.jpg" srcset="https://evil.example/a.jpg 480w, /b.jpg 2w" sizes="calc(1px)">')
    assert "srcset" not in html
    assert "sizes" not in html
    assert "srcset" not in post('<img src="/media/a.jpg" srcset="//evil.example/a.jpg 480w">')


@given(st.text(alphabet="<>a img src=\"'/h:.&;#x\n", max_size=200))
def test_what_is_known_nowhere_changes_nothing(source: str) -> None:
    assert post(source) == markup.post_html(source, "html", origin="https://here.example").html
