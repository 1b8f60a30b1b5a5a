"""Copies that the Wayback Machine has shown: what it added goes, what it changed is as it was."""

import re
from pathlib import Path

import pytest

from tertulia.exchange.readers.captures.source import captures_in
from tertulia.exchange.readers.captures.wayback import as_it_was
from tests.exchange.captures.writing_warc import answer, captures, record

STAMP = "20210203040506"
SHOWN = "https://web.archive.org/web"
PAGE = """<!DOCTYPE html>
<html><head>
<title>Harbour</title>
<script src="https://tide.example/own.js"></script>
<link rel="stylesheet" href="http://tide.example/styles.css">
<style>body { background: url("http://tide.example/sea.png") }</style>
</head>
<body class="post">
<!-- a comment of the theme -->
<p><a href="http://tide.example/tide/">Tide</a> <a href="mailto:marta@tide.example">Marta</a>
<img src="//tide.example/.a/6a00d8-800wi"> <a href="https://web.archive.org/web/20090101000000/http://old.example/">then</a>
<a href="#comments">Comments</a></p>
<script>var home = "http:\\/\\/tide.example\\/";</script>
</body></html>
"""
HEAD = f"""<head><script src="//archive.org/includes/athena.js" type="text/javascript"></script>
<script type="text/javascript">window.addEventListener('load',function(){{archive_analytics.go();}});</script>
<script type="text/javascript" src="https://web-static.archive.org/_static/js/wombat.js" charset="utf-8"></script>
<script type="text/javascript">
  __wm.init("{SHOWN}");
  __wm.wombat("http://tide.example/tide/2017/08/harbour.html?a=1&amp;b=2","{STAMP}","https://web.archive.org/","web");
</script>
<link rel="stylesheet" type="text/css" href="https://web-static.archive.org/_static/css/banner-styles.css?v=1" />
<link rel="stylesheet" type="text/css" href="https://web-static.archive.org/_static/css/iconochive.css?v=1" />
<!-- End Wayback Rewrite JS Include -->
"""
TOOLBAR = f"""<!-- BEGIN WAYBACK TOOLBAR INSERT -->
<div id="wm-ipp-base"><input type="text" name="url" id="wmtbURL" value="http://tide.example/tide/"><p>15 captures</p>
<a href="/web/{STAMP}*/http://tide.example/">all</a></div>
<!-- END WAYBACK TOOLBAR INSERT -->"""
FOOTER = """<!--
     FILE ARCHIVED ON 04:05:06 Feb 03, 2021 AND RETRIEVED FROM THE
     INTERNET ARCHIVE ON 10:11:12 Mar 01, 2023.
-->
<!--
playback timings (ms):
  load_resource: 77
-->"""


def shown(base: str = SHOWN, slash: str = "//") -> str:
    """The page as the Wayback Machine shows it."""
    page = re.sub(r"\b(https?:)//(tide)", rf"{base}/{STAMP}/\1{slash}\2", PAGE)
    page = page.replace('src="//', f'src="{base}/{STAMP}im_///').replace('"mailto', f'"{base}/{STAMP}/mailto')
    page = page.replace(r"http:\/\/", rf"https:\/\/web.archive.org\/web\/{STAMP}\/http:\/\/")
    page = page.replace("/styles.css", "/styles.css").replace("<head>\n", HEAD)
    return page.replace('class="post">', f'class="post">{TOOLBAR}') + FOOTER


@pytest.mark.parametrize(
    ("base", "slash"), [(SHOWN, "//"), ("/web", "//"), ("//web.archive.org/web", "//"), ("../../../web", "/")]
)
def test_the_page_is_as_it_was(base: str, slash: str) -> None:
    page = as_it_was(shown(base, slash).encode())
    assert page
    assert page.content.decode().split() == PAGE.replace('src="//', 'src="//').split()
    assert page.url == "http://tide.example/tide/2017/08/harbour.html?a=1&b=2"
    assert f"{page.at:%F %T}" == "2021-02-03 04:05:06"


def test_a_copy_of_long_ago_is_known_too() -> None:
    script = "<SCRIPT>\n<!--\n// FILE ARCHIVED ON 20050203040506 AND RETRIEVED FROM\n// ELSEWHERE\n//-->\n</SCRIPT>"
    page = as_it_was(f'<p><a href="/web/20050203040506/http://tide.example/">x</a>{script}\n'.encode())
    assert page
    assert (page.content, page.url, f"{page.at:%F}") == (b'<p><a href="http://tide.example/">x</a>\n', "", "2005-02-03")


def test_a_page_that_only_links_to_a_copy_is_none() -> None:
    assert as_it_was(f'<a href="{SHOWN}/{STAMP}/http://tide.example/">then</a>'.encode()) is None


@pytest.mark.parametrize("folder", [f"web.archive.org/web/{STAMP}/http:/tide.example", f"{STAMP}/tide.example"])
def test_a_folder_of_copies_is_one_of_pages(tmp_path: Path, folder: str) -> None:
    path = tmp_path / folder / "a.html"
    path.parent.mkdir(parents=True)
    path.write_text(shown())
    (found,) = captures_in(tmp_path)
    assert (found.url, f"{found.at:%F %T}") == ("http://tide.example/a.html", "2021-02-03 04:05:06")
    assert found.read().decode().split() == PAGE.split()


def test_a_page_saved_by_hand_says_where_it_was(tmp_path: Path) -> None:
    path = tmp_path / "Harbour - Tide.html"
    path.write_text(shown())
    (found,) = captures_in(path)
    assert found.url == "http://tide.example/tide/2017/08/harbour.html?a=1&b=2"
    assert f"{found.at:%F %T}" == "2021-02-03 04:05:06"


def test_a_crawl_of_the_wayback_machine_is_one_of_the_weblog(tmp_path: Path) -> None:
    moved = answer(b"", "HTTP/1.1 302 Found", Location=f"/web/{STAMP}/http://tide.example/b.html")
    content = record(answer(shown().encode()), url=f"{SHOWN}/{STAMP}/http://tide.example/a.html")
    content += record(moved, url=f"{SHOWN}/2021/http://tide.example/old")
    first, second = captures(tmp_path / "crawl.warc", content)
    assert (first.url, f"{first.at:%F %T}") == ("http://tide.example/a.html", "2021-02-03 04:05:06")
    assert first.read().decode().split() == PAGE.split()
    assert (second.url, second.location) == ("http://tide.example/old", "http://tide.example/b.html")


@pytest.mark.parametrize(
    ("mark", "at"),
    [
        ("<!-- saved from url=(0028)https://tide.example/a.html -->", None),
        (
            "<!--\n Page saved with SingleFile \n url: https://tide.example/a.html \n saved date: {} GMT+0100\n-->",
            "2021-02-03 04:05:06",
        ),
    ],
)
def test_browsers_write_down_where_a_page_was(tmp_path: Path, mark: str, at: str | None) -> None:
    path = tmp_path / "Harbour.html"
    path.write_text(f"<!DOCTYPE html>\n{mark.format('Wed Feb 03 2021 05:05:06')}\n<html><p>Harbour")
    (found,) = captures_in(path)
    assert found.url == "https://tide.example/a.html"
    assert at is None or f"{found.at:%F %T}" == at


def test_a_page_alone_that_says_nothing_has_no_address(tmp_path: Path) -> None:
    path = tmp_path / "Harbour.html"
    path.write_text("<html><p>Harbour")
    assert [(one.url, one.media_type) for one in captures_in(path)] == [("", "text/html")]
