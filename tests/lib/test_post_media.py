"""Films, pictures and recordings in posts: ours are shown, others wait for a click, and no third party is asked."""

import pytest

from tertulia.lib.markup import post_html
from tests.lib.safe_html import elements

HERE = "https://weblogs.example.org"


def shown(source: str, fmt: str = "html") -> str:
    return post_html(source, fmt, origin=HERE).html


def told(source: str) -> list[str]:
    return post_html(source, "html", origin=HERE).removed


@pytest.mark.parametrize(
    "player",
    [
        '<iframe src="//www.youtube.com/embed/abcDEF12345?rel=0&amp;x=1"></iframe>',
        '<iframe src="https://www.youtube-nocookie.com/embed/abcDEF12345"></iframe>',
        '<object><param name="movie" value="http://www.youtube.com/v/abcDEF12345&hl=en_US"></param></object>',
        '<embed src="http://youtube.com/v/abcDEF12345&fs=1" type="application/x-shockwave-flash">',
        '<object data="https://youtu.be/abcDEF12345"><embed src="x.swf"></object>',
        '<iframe src="https://m.youtube.com/watch?v=abcDEF12345"></iframe>',
    ],
)
def test_films_of_youtube_wait_for_a_click(player: str) -> None:
    assert shown(player) == (
        '<p><a class="embed" data-embed="frame" data-src="https://www.youtube-nocookie.com/embed/abcDEF12345"'
        ' href="https://www.youtube.com/watch?v=abcDEF12345" rel="noopener">Play the video at youtube.com</a></p>'
    )
    assert told(player) == ["A film from youtube.com plays when the reader asks for it."]


PLAYS = "https://www.youtube-nocookie.com/embed/"
SHOWS = "https://www.youtube.com/"
VIMEO, ITS_PAGE = "https://player.vimeo.com/video/", "https://vimeo.com/"
MOTION = "https://www.dailymotion.com/"


@pytest.mark.parametrize(
    ("source", "frame", "page"),
    [
        (f"{VIMEO}123456?h=abcdef0123", f"{VIMEO}123456?h=abcdef0123", f"{ITS_PAGE}123456/abcdef0123"),
        ("http://vimeo.com/moogaloop.swf?clip_id=123456", f"{VIMEO}123456", f"{ITS_PAGE}123456"),
        ("//www.dailymotion.com/swf/x2abc3", f"{MOTION}embed/video/x2abc3", f"{MOTION}video/x2abc3"),
        (f"{PLAYS}videoseries?list=PLabc_123", f"{PLAYS}videoseries?list=PLabc_123", f"{SHOWS}playlist?list=PLabc_123"),
        (f"{SHOWS}embed/abcDEF12345?start=75", f"{PLAYS}abcDEF12345?start=75", f"{SHOWS}watch?v=abcDEF12345&t=75"),
    ],
)
def test_films_of_the_other_known_hosts(source: str, frame: str, page: str) -> None:
    [link] = [attributes for tag, attributes in elements(shown(f'<iframe src="{source}"></iframe>')) if tag == "a"]
    assert (link["data-src"], link["href"]) == (frame, page)


@pytest.mark.parametrize(
    "source",
    [
        "https://notyoutube.com/embed/abcDEF12345",
        "https://youtube.com.evil.example/embed/abcDEF12345",
        "https://evil.example/www.youtube.com/embed/abcDEF12345",
        "https://youtube.com@evil.example/embed/abcDEF12345",
        "https://evil.example\\@youtube.com/embed/abcDEF12345",
    ],
)
def test_hosts_that_only_look_known_are_links(source: str) -> None:
    html = shown(f'<iframe src="{source}">fallback</iframe>')
    assert "data-embed" not in html
    assert "<a href=" in html
    assert "A frame from" in told(f'<iframe src="{source}"></iframe>')[0]


def test_forged_frames_are_not_believed() -> None:
    assert "data-src" not in shown('<a class="embed" data-embed="frame" data-src="javascript:x" href="/">x</a>')


def test_pictures_of_other_hosts_wait_for_a_click() -> None:
    source = '<p><img src="http://cdn.example.com/2013/ferry%20one.jpg"></p>'
    assert shown(source) == (
        '<p><a class="embed" data-embed="image" data-src="http://cdn.example.com/2013/ferry%20one.jpg"'
        ' href="http://cdn.example.com/2013/ferry%20one.jpg" rel="noopener">'
        "ferry one.jpg (picture at cdn.example.com)</a></p>"
    )
    assert told(source) == ["A picture from cdn.example.com is shown when the reader asks for it."]


def test_pictures_of_our_own_stay_right_when_the_installation_moves() -> None:
    assert shown(f'<img src="{HERE}/media/a.jpg" alt="x">') == '<img src="/media/a.jpg" alt="x" loading="lazy">'


@pytest.mark.parametrize("src", ["/media/a.jpg", "a.jpg", "data:image/png;base64,AAAA"])
def test_pictures_of_our_own_are_shown(src: str) -> None:
    assert shown(f'<img src="{src}" alt="x">') == f'<img src="{src}" alt="x" loading="lazy">'


@pytest.mark.parametrize(
    "src", [f"{HERE}.evil.example/a.jpg", "//evil.example/a.jpg", "\\\\evil.example/a.jpg", "/\\evil.example/a"]
)
def test_pictures_that_only_look_like_our_own_are_not(src: str) -> None:
    assert "<img" not in shown(f'<img src="{src}">')


def test_a_linked_picture_keeps_where_its_link_leads() -> None:
    html = shown('<a href="http://a.example/big"><img src="http://a.example/small" alt="Ferry"></a>')
    assert 'href="http://a.example/big"' in html
    assert 'data-src="http://a.example/small"' in html
    assert html.count("<a ") == 1


def test_no_link_stands_in_a_link() -> None:
    html = shown(
        '<a href="/b">see <img src="http://a.example/1.jpg"> and <b><img src="http://a.example/2.jpg"></b></a>'
    )
    assert html.index("1.jpg") < html.index("2.jpg") < html.index('href="/b"')
    assert html.count("<a ") == html.count("</a>") == 3


def test_recordings() -> None:
    assert (
        shown('<audio src="/media/a.mp3"></audio>') == '<audio src="/media/a.mp3" controls="" preload="none"></audio>'
    )
    assert shown('<video><source src="https://a.example/b.mp4"></video>') == (
        '<p><a href="https://a.example/b.mp4" rel="noopener">Watch at a.example</a></p>'
    )
