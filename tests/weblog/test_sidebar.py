from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image as Picture

from tertulia.media.image import store_image
from tertulia.weblog.category import add_category
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog, change_settings
from tertulia.weblog.writing import unpublish
from tests.cast import published_post
from tests.screens import all_of, check_screen, words


def arrange(weblog: Weblog, *modules: dict[str, Any]) -> None:
    weblog.sidebar = list(modules)
    change_settings(weblog, ["sidebar"])


def sidebar(client: Client) -> dict[str, Any]:
    tree = check_screen(client.get("/harbour/archives.html"))  # type: ignore[arg-type]
    return {words(all_of(section, "h2")[0]): section for section in all_of(tree, "aside/section")}


def test_the_host_orders_the_modules(client: Client, weblog: Weblog, post: Post) -> None:
    arrange(weblog, {"kind": "subscribe"}, {"kind": "recent-posts", "title": "New here"}, {"kind": "search"})
    assert list(sidebar(client)) == ["Subscribe", "New here", "Search"]


def test_without_modules_there_is_no_sidebar(client: Client, weblog: Weblog) -> None:
    arrange(weblog)
    assert not all_of(check_screen(client.get("/harbour/archives.html")), "aside")  # type: ignore[arg-type]


def test_modules_that_nobody_knows_or_with_nothing_to_show_are_left_out(client: Client, weblog: Weblog) -> None:
    kinds = ("about", "calendar", "recent-posts", "categories", "archives", "links", "weather")
    arrange(weblog, *({"kind": kind} for kind in kinds))
    assert sidebar(client) == {}


def test_about_shows_my_photo_the_text_and_the_pages(client: Client, weblog: Weblog) -> None:
    content = BytesIO()
    Picture.new("RGB", (40, 30), "teal").save(content, "PNG")
    weblog.photo = store_image(ContentFile(content.getvalue(), "marta.png"), alt="Marta at the lock")
    weblog.about_html = "<p>She lives here.</p>"
    change_settings(weblog, ["photo", "about_html"])
    page = published_post(weblog, "About Marta", kind="page")
    about = sidebar(client)["My Photo"]
    assert all_of(about, "img")[0].get("alt") == "Marta at the lock"
    assert words(all_of(about, "div")[0]) == "She lives here."
    assert [a.get("href") for a in all_of(about, "a")] == [page.link]


def test_categories_are_counted_without_drafts(client: Client, weblog: Weblog) -> None:
    bridges, empty = add_category(weblog, "Bridges"), add_category(weblog, "Only drafts")
    published_post(weblog, "One", categories=[bridges])
    unpublish(published_post(weblog, "Two", categories=[bridges, empty]), actor=None)
    assert words(all_of(sidebar(client)["Categories"], "ul")[0]) == "Bridges 1"


def test_categories_stand_in_alphabetical_order(client: Client, weblog: Weblog) -> None:
    published_post(weblog, "One", categories=[add_category(weblog, label) for label in ("Walks", "Bridges", "Maps")])
    listed = all_of(sidebar(client)["Categories"], "li")
    assert [words(item) for item in listed] == ["Bridges 1", "Maps 1", "Walks 1"]


def test_archives_and_calendar_show_the_latest_month(client: Client, weblog: Weblog, post: Post) -> None:
    shown = sidebar(client)
    month = f"{post.local_date:%B %Y}"
    assert words(all_of(shown["Archives"], "ul")[0]) == f"{month} 1 All archives"
    [day] = all_of(shown[month], "td/a")
    assert (words(day), day.get("href"), day.get("title")) == (str(post.local_date.day), post.link, post.title)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", ""])
def test_links_are_shown_if_they_lead_anywhere(client: Client, weblog: Weblog, url: str) -> None:
    good = {"title": "The lock keeper", "url": "https://example.org/", "note": "on levels"}
    arrange(weblog, {"kind": "links", "title": "Neighbours", "links": [{"title": "Bad", "url": url}, good]})
    [link] = all_of(sidebar(client)["Neighbours"], "a")
    assert (words(link), link.get("href")) == ("The lock keeper", "https://example.org/")


def test_recent_comments_are_a_link_that_a_script_may_follow(client: Client, weblog: Weblog) -> None:
    [link] = all_of(sidebar(client)["Recent comments"], "a")
    assert (link.get("href"), link.get("data-recent")) == ("/harbour/comments/", "6")
