from datetime import UTC, datetime

from django.test import Client

from tertulia.weblog.category import add_category
from tertulia.weblog.weblog import Weblog
from tertulia.weblog.writing import Writing, publish, write_post
from tests.cast import published_post
from tests.screens import all_of, check_screen, words


def test_all_months_categories_and_pages_are_there(client: Client, weblog: Weblog) -> None:
    for year in (2005, 2017, 2017):
        moment = datetime(year, 8, 30, tzinfo=UTC)
        publish(write_post(weblog, Writing(title="Old", published_at=moment), actor=None), actor=None, at=moment)
    published_post(weblog, "About Marta", kind="page", categories=[add_category(weblog, "Bridges")])
    tree = check_screen(client.get("/harbour/archives.html"))  # type: ignore[arg-type]
    years = [words(year) for year in all_of(tree, "dl/div")]
    assert years == ["2017August 2", "2005August 1"]
    assert [a.get("href") for a in all_of(tree, "dl//a")] == ["/harbour/2017/08/", "/harbour/2005/08/"]
    assert words(all_of(tree, "main/section")[-1]) == "Pages About Marta"


def test_categories_stand_in_alphabetical_order(client: Client, weblog: Weblog) -> None:
    published_post(weblog, "One", categories=[add_category(weblog, label) for label in ("Walks", "Bridges", "Maps")])
    tree = check_screen(client.get("/harbour/archives.html"))  # type: ignore[arg-type]
    assert [words(item) for item in all_of(tree, "ul[@class='many']/li")] == ["Bridges 1", "Maps 1", "Walks 1"]


def test_an_empty_weblog_says_so(client: Client, weblog: Weblog) -> None:
    tree = check_screen(client.get("/harbour/archives.html"))  # type: ignore[arg-type]
    assert "Nothing has been published here yet." in words(tree)


def test_a_weblog_that_does_not_exist_is_a_404(client: Client, weblog: Weblog) -> None:
    check_screen(client.get("/nobody/archives.html"), 404)  # type: ignore[arg-type]
