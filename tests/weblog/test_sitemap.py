"""robots.txt and the sitemaps: every public address, nothing else."""

from xml.etree import ElementTree

import pytest
from django.test import Client

from tertulia.weblog import sitemap
from tertulia.weblog.category import add_category
from tertulia.weblog.post import Kind
from tertulia.weblog.weblog import Weblog, create_weblog
from tertulia.weblog.writing import Writing, write_post
from tests.cast import published_post

pytestmark = pytest.mark.django_db

HERE = "http://127.0.0.1:8000"


def addresses(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200
    tree = ElementTree.fromstring(response.content)
    return [element.text or "" for element in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


def test_robots_are_kept_from_the_desk_and_shown_the_sitemap(client: Client, db: None) -> None:
    response = client.get("/robots.txt")
    lines = response.content.decode().splitlines()
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert {"User-agent: *", "Disallow: /desk/", "Disallow: /accounts/", f"Sitemap: {HERE}/sitemap.xml"} <= set(lines)


def test_the_index_lists_weblogs_that_have_posts(client: Client, weblog: Weblog) -> None:
    create_weblog("empty")
    published_post(weblog)
    assert addresses(client, "/sitemap.xml") == [f"{HERE}/harbour/sitemap.xml"]


def test_a_weblog_lists_what_readers_may_see(client: Client, weblog: Weblog) -> None:
    ferries = add_category(weblog, "Ferries")
    add_category(weblog, "Nothing in it")
    post = published_post(weblog, "Über & under", categories=[ferries])
    about = published_post(weblog, "About", kind=Kind.PAGE)
    write_post(weblog, Writing(title="Draft"), actor=None)
    assert addresses(client, "/harbour/sitemap.xml") == [
        f"{HERE}/harbour/",
        f"{HERE}/harbour/ferries/",
        post.url,
        about.url,
    ]
    assert post.url.isascii()


def test_all_that_is_listed_answers(client: Client, weblog: Weblog) -> None:
    published_post(weblog, "Über & under", categories=[add_category(weblog, "Ferries")])
    for index in addresses(client, "/sitemap.xml"):
        for address in addresses(client, index.removeprefix(HERE)):
            assert client.get(address.removeprefix(HERE)).status_code == 200, address


def test_long_sitemaps_come_in_files(client: Client, weblog: Weblog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST", 3)
    posts = [published_post(weblog, f"Day {number}") for number in range(7)]
    files = addresses(client, "/sitemap.xml")
    assert files == [f"{HERE}/harbour/sitemap.xml{page}" for page in ("", "?page=2", "?page=3")]
    found = [address for file in files for address in addresses(client, file.removeprefix(HERE))]
    assert found == [f"{HERE}/harbour/", *[post.url for post in posts]]
    assert client.get("/harbour/sitemap.xml?page=4").status_code == 404
    assert client.get("/harbour/sitemap.xml?page=x").status_code == 404


def test_nothing_new_is_told(client: Client, weblog: Weblog) -> None:
    published_post(weblog)
    for path in ("/sitemap.xml", "/harbour/sitemap.xml"):
        etag = client.get(path)["ETag"]
        assert client.get(path, headers={"If-None-Match": etag}).status_code == 304


def test_an_empty_installation_has_an_empty_sitemap(client: Client, db: None) -> None:
    assert addresses(client, "/sitemap.xml") == []
