"""Odd paths at a web server in front: none of them is a second address of a page, or a way to anything but pages."""

from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.deployment.site import PLANTED, Site

ODD = st.lists(
    st.one_of(
        st.sampled_from(["/", "//", "/./", "/../", "/%2e%2e/", "%2F", "%2f..%2f", "/x/../", "/.", "?", "%00", "%5c"]),
        st.sampled_from([".gz", ".br", ".new", "index.html", "planted.html", "%70lanted.html", "planted.html.gz"]),
        st.sampled_from(["corner_table", "Corner_Table", "folder", "old.php", "pages", "web", "static", "media"]),
        st.sampled_from(["staticfiles.json", "images", "secret-key", "tertulia.sqlite3"]),
    ),
    max_size=8,
).map(lambda parts: "/" + "".join(parts))
PLAIN = ("/corner_table/planted.html", "/corner_table/folder/", "/corner_table/old.php")


@pytest.fixture
def planted(site: Site) -> Iterator[Site]:
    """The site with a page and a folder's page that only the disk knows, and a compressed form beside the page."""
    names = ("planted.html", "planted.html.gz", "planted.html.br", "folder/index.html", "old.php")
    with ExitStack() as stack:
        for name in names:
            stack.enter_context(site.planted(f"corner_table/{name}"))
        assert [site.visitor().get(path).content.decode() for path in PLAIN[:2]] == [PLANTED, PLANTED]
        yield site


def leads_nowhere_else(site: Site, path: str) -> None:
    """Whatever this path is, it is no second address of a page, and no way to anything but pages."""
    answer = site.visitor().get(path)
    is_planted = PLANTED.encode() in answer.body
    assert not is_planted or unquote(path).removesuffix("?") in PLAIN
    assert b"SQLite format" not in answer.body
    assert (site.server.data / "secret-key").read_bytes() not in answer.body
    assert answer.status in (200, 301, 302, 400, 404)
    assert answer.status != 200 or is_planted or site.behind.get(path).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "//corner_table/planted.html",
        "/corner_table//planted.html",
        "/corner_table/./planted.html",
        "/x/../corner_table/planted.html",
        "/x/%2e%2e/corner_table/planted.html",
        "/x/..%2fcorner_table/planted.html",
        "/corner_table/planted.html/",
        "/corner_table/old.php/",
        "/corner_table/planted.html.gz",
        "/corner_table/folder",
        "/corner_table/folder/index.html",
        "/Corner_Table/planted.html",
        "/corner_table/%00",
        "/../../secret-key",
        "/..%2f..%2fsecret-key",
        "/static/../secret-key",
        "/static/%2e%2e/secret-key",
        "/media/..%2ftertulia.sqlite3",
        "/media/images/../../tertulia.sqlite3",
        "/pages/web/corner_table/planted.html",
    ],
)
def test_an_odd_path_leads_nowhere(planted: Site, path: str) -> None:
    leads_nowhere_else(planted, path)
    assert PLANTED.encode() not in planted.visitor().get(path).body


def test_nor_does_any_other(planted: Site) -> None:
    @settings(max_examples=50, deadline=None)
    @given(ODD)
    def holds(path: str) -> None:
        leads_nowhere_else(planted, path)

    holds()


def test_an_address_with_another_ending_is_a_page_too(planted: Site) -> None:
    answer = planted.visitor().get("/corner_table/old.php")
    assert answer.status == (200 if planted.kind == "nginx" else 404)  # Caddy leaves these to Tertulia
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
