"""A weblog that came home: its pictures show, from here and from nowhere else."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Comes
from tests.exchange.dumps import ASSET, ISLANDS, drawn, zip_of
from tests.exchange.writing_mt import entry
from tests.server import Server, run

pytestmark = pytest.mark.browser

BODY = (
    f'<p><a href="{ISLANDS}/.a/{ASSET}-popup"><img src="{ISLANDS}/.a/{ASSET}-320wi" alt="The ferry"></a></p>'
    f'<p><img src="{ISLANDS}/photos/pier.jpg" alt="The pier"> <a href="{ISLANDS}/files/times.pdf">Times</a></p>'
)


def test_a_picture_from_a_dump_shows_in_its_post(server: Server, comes: Comes, tmp_path: Path) -> None:
    (tmp_path / "export.txt").write_text(entry("Ferry", UNIQUE_URL=f"{ISLANDS}/blog/2009/02/ferry.html ", body=BODY))
    files = {f".a/{ASSET}-pi": drawn(3000, 1500), "photos/pier.jpg": drawn(1000, 700), "files/times.pdf": b"%PDF-1.4"}
    dump = zip_of(files, tmp_path / "dump.zip")
    for name in ("export.txt", "dump.zip"):
        assert run(server.data, "import", str(tmp_path / name), "--weblog", "blog").returncode == 0, dump
    page = comes().goes_to("/blog/2009/02/ferry.html")
    for alt, width in (("The ferry", 320), ("The pier", None)):
        picture = page.get_by_role("img", name=alt)
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("node => node.naturalWidth") > 0
        if width:
            assert picture.evaluate("node => node.clientWidth") == width
    whole = page.get_by_role("link", name="The ferry").get_attribute("href")
    assert page.request.get(f"{server.origin}{whole}").headers["content-type"] == "image/jpeg"
