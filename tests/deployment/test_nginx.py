"""What only nginx can do: brotli by a module, and filling in the sidebar's fragments (SSI)."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conversation.form import fields_of as fields_of_comment
from tests.deployment import nginx
from tests.deployment.site import PLANTED, RIVER, Site

FRAGMENT = "/corner_table/sidebar/recent-posts.html"


@pytest.fixture(scope="module")
def filling(caddy_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """nginx with the lines for SSI."""
    with nginx.in_front_of(caddy_site.server, tmp_path_factory.mktemp("filling"), "ssi") as site:
        yield site


def test_brotli_is_sent_where_the_module_is(caddy_site: Site, tmp_path: Path) -> None:
    if not nginx.BROTLI.exists():
        pytest.skip("nginx has no brotli here (Debian: apt install libnginx-mod-http-brotli-static)")
    with nginx.in_front_of(caddy_site.server, tmp_path, "br") as site:
        visitor = site.visitor()
        visitor.get(RIVER)
        answer = visitor.get(RIVER, accept_encoding="gzip, br")
        assert answer.of("Content-Encoding", "Vary") == {"Content-Encoding": ["br"], "Vary": ["Accept-Encoding"]}
        assert answer.body == Path(f"{site.web}{RIVER}.br").read_bytes()


def test_a_page_that_goes_between_the_look_and_the_reading_is_asked_of_tertulia(nginx_site: Site) -> None:
    # A pipe is found by the look and cannot be read, as if it had been deleted in between.
    for name in ("gone.html", "gone/index.html"):
        file = nginx_site.web / "corner_table" / name
        file.parent.mkdir(exist_ok=True)
        os.mkfifo(file)
        path = f"/corner_table/{name.removesuffix('index.html')}"
        answer = nginx_site.visitor().get(path)
        file.unlink()
        assert (answer.status, answer.content) == (404, nginx_site.behind.get(path).content)
        assert len(answer.headers.get_all("Cache-Control", [])) == 1


@pytest.mark.parametrize("page", ["missed", "stored"])
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_fragments_are_filled_in(filling: Site, page: str, encoding: str) -> None:
    visitor = filling.visitor()
    fragment = visitor.get(FRAGMENT).content.decode()
    if page == "missed":
        for name in (RIVER, FRAGMENT):
            Path(f"{filling.web}{name}").unlink(missing_ok=True)
            Path(f"{filling.web}{name}.gz").unlink(missing_ok=True)
    answer = visitor.get(RIVER, accept_encoding=encoding)
    content = answer.content.decode()
    assert f'<div data-fragment="{FRAGMENT}">{fragment}</div>' in content
    assert "<!--#" not in content
    assert answer.headers["ETag"] is answer.headers["Last-Modified"] is None


def test_fragments_are_filled_in_where_a_query_was_asked(filling: Site) -> None:
    content = filling.visitor().get("/corner_table/search/?q=river").content.decode()
    assert f'<div data-fragment="{FRAGMENT}"><' in content
    assert "<!--#" not in content


def test_nobody_can_have_something_filled_into_what_they_write(filling: Site) -> None:
    order = f'<!--# include virtual="{FRAGMENT}" --><!--# echo var="http_cookie" -->'
    host = filling.host()
    form = fields_of_comment(host.get(RIVER), text=order)
    assert host.send(RIVER.removesuffix(".html") + "/comments/", form).status == 303
    assert "&lt;!--# include virtual=" in filling.visitor().get(RIVER).content.decode()
    sought = filling.visitor().get("/corner_table/search/?q=%3C!--%23+echo+var=%22host%22+--%3E").content.decode()
    assert "&lt;!--# echo var=" in sought


def test_a_planted_page_is_filled_in_and_one_that_is_not_html_is_not(filling: Site) -> None:
    include = f'<!--# include virtual="{FRAGMENT}" -->'
    with filling.planted("corner_table/planted.html", PLANTED + include), filling.planted("x/atom.xml", include):
        assert filling.visitor().get("/x/atom.xml").content.decode() == include
        assert filling.visitor().get("/corner_table/planted.html").content.decode() != PLANTED + include
