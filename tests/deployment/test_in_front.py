"""A web server in front: stored pages come from the disk just as Tertulia would send them, all else from Tertulia."""

import sqlite3
from urllib.parse import urlsplit

import pytest

from tests.conversation.form import fields_of as fields_of_comment
from tests.deployment.site import PLANTED, RIVER, Site, fields_of
from tests.deployment.visitor import Answer, Visitor

PAGES = [
    "/corner_table/",
    RIVER,
    "/corner_table/author/in%C3%A9s-calder/",
    *[f"/corner_table/{feed}" for feed in ("atom.xml", "rss.xml", "index.rdf", "feed.json", "sitemap.xml")],
    "/corner_table/sidebar/recent-posts.html",
    f"{RIVER.removesuffix('.html')}/comments/latest.html",
]
OF_A_PAGE = (
    "Content-Type",
    "Cache-Control",
    "Vary",
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
    "X-Robots-Tag",
)


def stored(visitor: Visitor, path: str, **headers: str) -> Answer:
    """What the web server answers by itself, once Tertulia has made the page."""
    visitor.get(path)
    return visitor.get(path, **headers)


def is_from_tertulia(site: Site, path: str) -> bool:
    """Whether the one ETag for it is Tertulia's."""
    ours, theirs = site.behind.get(path).headers["ETag"], site.visitor().get(path).headers["ETag"]
    return ours is not None and ours == theirs


def test_a_page_that_lies_in_the_web_root_is_answered_without_asking_and_gone_when_it_is_deleted(site: Site) -> None:
    with site.planted("corner_table/planted.html") as file:
        assert site.visitor().get("/corner_table/planted.html").content.decode() == PLANTED
        file.unlink()
        assert site.visitor().get("/corner_table/planted.html").status == 404


@pytest.mark.parametrize("encoding", ["identity", "gzip", "br"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_in_front_what_it_is_behind(site: Site, path: str, encoding: str) -> None:
    in_front = stored(site.visitor(), path, accept_encoding=encoding)
    behind = site.behind.get(path, accept_encoding=encoding)
    assert (in_front.status, in_front.content) == (200, behind.content)
    assert in_front.of(*OF_A_PAGE) == behind.of(*OF_A_PAGE)
    assert not is_from_tertulia(site, path)
    if encoding == "gzip" or site.kind == "Caddy":
        assert in_front.of("Content-Encoding") == behind.of("Content-Encoding")


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_who_has_a_page_already_is_told_so_by_etag_and_by_date(site: Site, encoding: str) -> None:
    visitor = site.visitor()
    page = stored(visitor, RIVER, accept_encoding=encoding)
    known = {"if_none_match": page.headers["ETag"]}, {"if_modified_since": page.headers["Last-Modified"]}
    for condition in known:
        answer = visitor.get(RIVER, accept_encoding=encoding, **condition)
        assert (answer.status, answer.body) == (304, b"")
    other = visitor.get(RIVER, accept_encoding={"identity": "gzip", "gzip": "identity"}[encoding], **known[0])
    assert other.status == 200


def test_head_tells_what_get_would(site: Site) -> None:
    visitor = site.visitor()
    whole = stored(visitor, RIVER)
    head = visitor.ask("HEAD", RIVER)
    assert (head.status, head.body) == (200, b"")
    assert head.of(*OF_A_PAGE, "ETag", "Content-Length") == whole.of(*OF_A_PAGE, "ETag", "Content-Length")


def test_part_of_a_page_is_that_part(site: Site) -> None:
    part = stored(site.visitor(), RIVER, range="bytes=10-19")
    assert (part.status, part.body) == (206, site.behind.get(RIVER).body[10:20])


@pytest.mark.parametrize("words", ["It is shown at once", "And so is the next"])
def test_a_comment_is_in_the_next_page_that_anybody_reads(site: Site, words: str) -> None:
    reader, host, words = site.visitor(), site.host(), f"{words}, behind {site.kind}."
    before = {encoding: stored(reader, RIVER, accept_encoding=encoding) for encoding in ("identity", "gzip", "br")}
    form = fields_of_comment(host.get(RIVER), text=words)
    answer = host.send(RIVER.removesuffix(".html") + "/comments/", form)
    assert answer.status == 303, answer.content
    place = urlsplit(answer.headers["Location"])
    assert f"{place.scheme}://{place.netloc}" in ("://", site.origin)
    assert place.path == RIVER
    for encoding, page in before.items():
        after = reader.get(RIVER, accept_encoding=encoding, if_none_match=page.headers["ETag"])
        assert words in after.content.decode()
    assert not is_from_tertulia(site, RIVER)


def test_who_comments_is_known_by_the_address_they_come_from_and_not_by_what_they_say(site: Site) -> None:
    ruth = site.visitor("127.0.0.5")
    typed = {"name": "Ruth Maes", "email": "ruth@example.org", "text": f"I do not come through {site.kind}."}
    form = fields_of_comment(ruth.get(RIVER), **typed)
    ruth.send(RIVER.removesuffix(".html") + "/comments/", form, x_forwarded_for="192.0.2.1")
    with sqlite3.connect(site.server.data / "tertulia.sqlite3") as database:
        found = database.execute("SELECT ip FROM conversation_comment WHERE text = ?", [typed["text"]]).fetchall()
    database.close()
    assert found == [("127.0.0.5",)]


def test_what_is_no_plain_question_for_a_page_reaches_tertulia(site: Site) -> None:
    visitor, path = site.visitor(), "/corner_table/planted.html"
    with site.planted("corner_table/planted.html"):
        assert visitor.get(f"{path}?page=2").status == 404
        for method in ("POST", "PUT", "DELETE", "OPTIONS"):
            theirs = site.behind.ask(method, path, b"x=1")
            assert visitor.ask(method, path, b"x=1").status == theirs.status != 200


def test_a_folder_without_its_slash_is_redirected_by_tertulia_once(site: Site) -> None:
    stored(site.visitor(), "/corner_table/")
    for path in ("/corner_table", "/corner_table/index.html"):
        answer = site.visitor().get(path)
        assert (answer.status, answer.headers.get_all("Location")) == (301, ["/corner_table/"])


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("static/style.0123456789ab.css", "text/css; charset=utf-8"),
        ("static/account/js/desk.0123456789ab.js", "text/javascript; charset=utf-8"),
        ("static/icon.0123456789ab.svg", "image/svg+xml"),
        ("media/images/2026/11/0123456789abcdef.png", "image/png"),
        ("media/images/2026/11/0123456789abcdef.jpg", "image/jpeg"),
    ],
)
def test_files_named_by_their_content_come_from_the_disk_for_ever_and_may_do_nothing(
    site: Site, name: str, media_type: str
) -> None:
    file = site.server.data / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("as if")
    answer = site.visitor().get(f"/{name}")
    assert (answer.status, answer.content) == (200, b"as if")
    assert answer.headers["Content-Type"].removesuffix("; charset=utf-8") == media_type.removesuffix("; charset=utf-8")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("name", ["static/notes.txt", "static/style.css.map", "media/images/2026/11/page.html"])
def test_other_files_are_for_tertulia(site: Site, name: str) -> None:
    file = site.server.data / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("as if")
    in_front, behind = site.visitor().get(f"/{name}"), site.behind.get(f"/{name}")
    assert (in_front.status, in_front.content) == (behind.status, behind.content)
    assert in_front.of("Content-Security-Policy") == behind.of("Content-Security-Policy")


def test_cookies_of_the_host_travel_by_tls_only(site: Site) -> None:
    cookies = site.host().cookies
    assert {"tertulia_session", "tertulia_csrf"} <= set(cookies)
    assert all(morsel["secure"] and morsel["httponly"] for morsel in cookies.values())


def test_a_form_from_another_site_is_refused_although_it_comes_with_the_cookies(site: Site) -> None:
    form = fields_of(site.host().get("/desk/corner_table/import/"))
    assert site.host().send("/desk/corner_table/import/", form, origin="https://evil.example").status == 403


def test_a_file_larger_than_any_form_reaches_the_desk(site: Site) -> None:
    host = site.host()
    form = fields_of(host.get("/desk/corner_table/import/")) | {"timezone": "Europe/Madrid"}
    edge = "a-line-between-parts"
    parts = "".join(f'--{edge}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in form.items())
    file = f'--{edge}\r\nContent-Disposition: form-data; name="upload"; filename="export.txt"\r\n\r\n'
    body = parts.encode() + file.encode() + b"-" * 13_000_000 + f"\r\n--{edge}--\r\n".encode()
    answer = host.ask("POST", "/desk/corner_table/import/", body, content_type=f"multipart/form-data; boundary={edge}")
    assert (answer.status, answer.headers["Location"][:26]) == (302, "/desk/corner_table/import/")


def test_without_tls_one_is_sent_there(site: Site) -> None:
    answer = Visitor(site.plain).get("/corner_table/?page=2")
    assert (answer.status, answer.headers["Location"]) == (308, f"{site.origin}/corner_table/?page=2")
