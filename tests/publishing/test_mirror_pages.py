"""Pages of a mirror: what becomes of links, files, redirects; where each stands."""

from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.publishing.mirror import page
from tertulia.publishing.mirror.mirror import Mirror, Written
from tertulia.publishing.mirror.names import Names, file_of, relative
from tertulia.publishing.mirror.search import words_of
from tertulia.publishing.mirror.source import Source
from tertulia.publishing.render import Answer

HERE = "http://127.0.0.1:8000"
parts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=5)
paths = st.lists(parts, max_size=4).map(lambda some: "/" + "/".join(some)) | st.sampled_from(["/", "/a/", "/a/b.html"])


class Few(Source):
    """A site of a few pages: HTML by path; a path that begins with a slash is a redirect."""

    def __init__(self, site: dict[str, str]) -> None:
        self.site, self.asked = site, list[str]()

    def page(self, path: str) -> Answer:
        self.asked.append(path)
        found = self.site.get(path)
        if found is None:
            return Answer("404 Not Found", [], b"")
        if found.startswith("/"):
            return Answer("301 Moved Permanently", [("Location", found)], b"")
        kind = {"css": "text/css", "xml": "application/xml"}.get(path.rpartition(".")[2], "text/html; charset=utf-8")
        return Answer("200 OK", [("Content-Type", kind)], found.encode(), is_storable="private" not in path)

    def other(self, path: str, query: str = "") -> Answer:
        return self.page(f"{path}?{query}" if query else path)


def mirrored(tmp_path: Path, site: dict[str, str], *planned: str, within: str = "/") -> tuple[dict[str, str], Written]:
    """The files of a mirror, and what was told of it."""
    mirror = Mirror(Few(site), tmp_path, within)
    for path in mirror.plan(planned or ["/"]):
        mirror.write(path)
    mirror.finish()
    files = {str(file.relative_to(tmp_path)): file.read_text() for file in tmp_path.rglob("*") if file.is_file()}
    return files, mirror.written


def body(html: str) -> str:
    return html.partition("<body>")[2].removesuffix("</body></html>")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("/b.html", "../b.html"),
        ("/b.html#c", "../b.html#c"),
        ("x.html", "x.html"),
        ("../b.html", "../b.html"),
        (f"{HERE}/b.html", "../b.html"),
        ("/b.html?utm_source=feed", "../b.html"),
        ("/a/", "index.html"),
        ("/a/#c", "#c"),
        ("", ""),
        ("#c", "#c"),
        ("/old.html", "../b.html#c"),
        ("/old.html#d", "../b.html#d"),
        ("/b.html?cid=6a00", "../b.html#comment-6a00"),
        ("/b.html?x=1", f"{HERE}/b.html?x=1"),
        ("/private/", f"{HERE}/private/"),
        ("/nowhere.html", f"{HERE}/nowhere.html"),
        ("/circle.html", f"{HERE}/circle.html"),
        ("/j%C3%BC%20%25.html", "../j%C3%BC%20%25.html"),
        ("/%ff.html", f"{HERE}/%ff.html"),
        ("https://elsewhere.example/b.html", "https://elsewhere.example/b.html"),
        ("//elsewhere.example/b.html", "http://elsewhere.example/b.html"),
        ("mailto:ruth@example.org", "mailto:ruth@example.org"),
        ("http://[broken/", "http://[broken/"),
    ],
)
def test_a_link_leads_to_a_file_or_to_where_the_page_is(tmp_path: Path, written: str, shown: str) -> None:
    site = {
        "/a/": f'<a href="{written}">there</a>',
        "/a/x.html": "x",
        "/b.html": "b",
        "/b.html?x=1": "b",
        "/b.html?cid=6a00": "/b.html#comment-6a00",
        "/jü %.html": "ü",
        "/old.html": "/b.html#c",
        "/circle.html": "/circle.html",
        "/private/": "p",
    }
    files, _written = mirrored(tmp_path, site, "/a/")
    assert body(files["a/index.html"]) == f'<a href="{shown}">there</a>'


def test_a_page_that_is_linked_and_was_not_planned_is_written_too(tmp_path: Path) -> None:
    site = {"/": '<a href="/a.html">a</a>', "/a.html": '<a href="/b/">b</a>', "/b/": '<a href="/">0</a>', "/c/": "c"}
    files, written = mirrored(tmp_path, site)
    assert sorted(files) == ["a.html", "b/index.html", "index.html"]
    assert written.pages == 3


def test_what_belongs_to_another_weblog_stays_a_link_to_where_it_is(tmp_path: Path) -> None:
    files, _written = mirrored(tmp_path, {"/a/": '<a href="/b/">b</a>', "/b/": "b"}, "/a/", within="/a/")
    assert list(files) == ["a/index.html"]
    assert f"{HERE}/b/" in files["a/index.html"]


def test_files_that_pages_use_are_written_once(tmp_path: Path) -> None:
    html = (
        '<link rel="stylesheet" href="/static/s.css"><img src="/media/a.png" srcset="/media/a.png 1x, /media/b.png 2x">'
        '<img src="/media/a.png"><video poster="/media/gone.png"></video>'
    )
    css = '@font-face { src: url("/media/c.png") } body { background: url(b.png#x) } i { background: url(data:x) }'
    site = {"/a/": html, "/static/s.css": css, "/static/b.png": "b", **{f"/media/{name}.png": name for name in "abc"}}
    files, written = mirrored(tmp_path, site, "/a/")
    shown = files["a/index.html"]
    assert 'srcset="../media/a.png 1x, ../media/b.png 2x"' in shown
    assert f'poster="{HERE}/media/gone.png"' in shown
    assert files["static/s.css"] == css.replace("/media/", "../media/")
    assert (written.files, sorted(files)) == (
        5,
        sorted([name.lstrip("/") for name in site if name != "/a/"] + ["a/index.html"]),
    )


def test_what_needs_a_server_is_not_there(tmp_path: Path) -> None:
    html = (
        '<script type="module" src="/static/a.js"></script><script type="application/ld+json">{"a": "/b"}</script>'
        '<link rel="search" href="/a/search/"><section class="module search"><h2>Search</h2><form></form></section>'
        '<article class="comment"><p class="actions"><a href="/a/comments/1/reply/">Reply</a></p></article>'
        '<p class="closed"><a href="/a/#comment-form">Join</a> <a href="/b/#comment-form">in</a></p>'
        "<form><b>x</b></form>"
    )
    files, _written = mirrored(tmp_path, {"/": html})
    assert body(files["index.html"]) == '<article class="comment"></article>'
    assert '<script type="application/ld+json">{"a": "/b"}</script>' in files["index.html"]


def test_what_a_page_pulls_in_stands_in_it(tmp_path: Path) -> None:
    html = (
        '<div data-fragment="/a%20b.html"><!--# include --></div><div data-fragment="/none.html"></div><p>or this</p>'
    )
    files, _written = mirrored(tmp_path, {"/c/": html, "/a b.html": '<a href="/c/">c</a>', "/none.html": ""}, "/c/")
    assert body(files["c/index.html"]) == '<div data-fragment=""><a href="index.html">c</a></div><p>or this</p>'


def test_addresses_that_others_rely_on_stay_as_they_are(tmp_path: Path) -> None:
    feed = f'<feed><link href="{HERE}/a/"/></feed>'
    html = f'<link rel="canonical" href="{HERE}/a/"><meta property="og:url" content="{HERE}/a/"><pre>\n\nx</pre>'
    files, _written = mirrored(tmp_path, {"/a/": html, "/a/atom.xml": feed}, "/a/", "/a/atom.xml")
    assert files["a/atom.xml"] == feed
    assert files["a/index.html"] == f"<html><head>{html.replace('<pre>', '</head><body><pre>')}</body></html>"


def test_what_was_planned_and_leads_elsewhere_becomes_a_page_that_does(tmp_path: Path) -> None:
    site = {"/": "/a/", "/a/": "a", "/old": "/a/#b", "/old.php": "/a/", "/old.xml": "/a/", "/away.htm": "/gone/"}
    files, written = mirrored(tmp_path, site, *site)
    assert 'content="0; url=a/index.html"' in files["index.html"]
    assert 'content="0; url=../a/index.html#b"' in files["old/index.html"]
    assert f'<link rel="canonical" href="{HERE}/gone/">' in files["away.htm"]
    assert 'content="0; url=../a/index.html"' in files["old.php/index.html"]
    assert (written.redirects, written.left_out) == (4, ["/old.xml"])


def test_what_does_not_answer_is_told(tmp_path: Path) -> None:
    _files, written = mirrored(tmp_path, {}, "/a/")
    assert written.failed == {"/a/": "answers 404 Not Found"}


def test_no_file_stands_where_a_folder_must(tmp_path: Path) -> None:
    site = {"/a.html": "1", "/a.html/b.html": "2", "/c": "3", "/c/": "4", "/" + "x" * 250 + "/": "5"}
    files, written = mirrored(tmp_path, site, *site)
    assert sorted(files) == ["a.html", "c/index.html"]
    assert len(written.left_out) == 3


@given(paths, paths)
def test_from_each_file_a_relative_link_leads_to_the_other(one: str, other: str) -> None:
    file, beside = file_of(one), file_of(other)
    if file is None or beside is None:
        return
    link = relative(file, beside)
    assert not urlsplit(link).scheme
    there = urlsplit(urljoin("http://anywhere.example/" + quote(beside), link))
    assert (unquote(there.path.removeprefix("/")), there.query, there.fragment) == (file, "", "")


@given(st.lists(paths, max_size=12))
def test_what_is_taken_can_all_be_written(tmp_path_factory: pytest.TempPathFactory, some: list[str]) -> None:
    names, root = Names(), tmp_path_factory.mktemp("site")
    taken = [file for path in some if (file := file_of(path)) and names.take(file)]
    for file in taken:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(file)
    assert {str(file.relative_to(root)) for file in root.rglob("*") if file.is_file()} == set(taken)


def test_a_style_sheet_keeps_all_else() -> None:
    css = "a { color: red } /* url(x) */ b { background: URL( 'x.png' ) }"
    assert page.rewrite_styles(css, lambda url: f"../{url}") == css.replace("(x)", "(../x)").replace("'x", "'../x")


def test_words_are_told_apart_as_the_script_does() -> None:
    assert words_of("Der FÄHRMANN ruft: «Low-Ferry 2017!»") == {"der", "fahrmann", "ruft", "low", "ferry", "2017"}
    assert words_of("東京 tide_table e\u0301") == {"東", "京", "tide", "table", "e"}


def test_the_index_leads_to_what_is_said(tmp_path: Path) -> None:
    head = '<link rel="search" href="/a/search/">'
    post = '<main><h1>Storm</h1><article id="post-1"><time datetime="2017-08-01">August</time>Mud and tide</article>'
    comment = '<main><h1>Mud</h1><time datetime="2018-01-01">January</time><article class="comment">Mud again</article>'
    others = {"/a/": f"{head}<main><h1>All</h1>Mud</main>", "/b/": post, "/a/search/": f"{head}<main></main>"}
    site = {"/a/storm.html": f"{head}{post}", "/a/x/": f"{head}{comment}", **others}
    mirror = Mirror(Few(site), tmp_path)
    planned = mirror.plan(path for path in site if path != "/a/search/")
    mirror.plan_search("/a/search/")
    for path in planned:
        mirror.write(path)
    mirror.finish()
    folder = tmp_path / "a" / "search"
    assert (folder / "pages.js").read_text() == (
        'tertulia.pages([["../x/index.html","Mud","January"],["../storm.html","Storm","August"]]);\n'
    )
    assert (folder / f"words-{ord('m') % 64}.js").read_text() == 'tertulia.words("45", {"mud":"0,1"});\n'
    assert 'href="search/index.html"' in (tmp_path / "a" / "index.html").read_text()
    assert "disk-search.js" in (folder / "index.html").read_text()
