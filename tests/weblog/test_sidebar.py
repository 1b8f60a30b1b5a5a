from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image as Picture

from tertulia.media.image import store_image
from tertulia.weblog.category import add_category
from tertulia.weblog.imported import ImportedPost, add_posts
from tertulia.weblog.post import Post, Status
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


def test_categories_that_have_posts_stand_in_alphabetical_order(client: Client, weblog: Weblog) -> None:
    labels = ("Walks", "Bridges", "Maps", "Only drafts", "Only pages")
    walks, bridges, maps, drafts, pages = (add_category(weblog, label) for label in labels)
    published_post(weblog, "One", categories=[walks, bridges, maps])
    published_post(weblog, "About", kind="page", categories=[pages])
    unpublish(published_post(weblog, "Two", categories=[bridges, drafts]), actor=None)
    listed = all_of(sidebar(client)["Categories"], "li")
    assert [words(item) for item in listed] == ["Bridges", "Maps", "Walks"]


def test_archives_and_calendar_name_the_latest_month(client: Client, weblog: Weblog, post: Post) -> None:
    shown = sidebar(client)
    month, link = f"{post.local_date:%B %Y}", f"/harbour/{post.local_date:%Y/%m}/"
    assert words(all_of(shown["Archives"], "ul")[0]) == f"{month} All archives"
    assert [a.get("href") for a in all_of(shown[month], "a")] == [link, link]


def test_archives_show_the_newest_twelve_months_however_many_posts_they_have(client: Client, weblog: Weblog) -> None:
    dates = [datetime(2017 + month // 12, month % 12 + 1, 1, tzinfo=UTC) for month in range(14)]
    dates += [datetime(2018, 2, 2, tzinfo=UTC) + timedelta(hours=hour) for hour in range(250)]
    add_posts(weblog, [ImportedPost(f"{at}", Status.PUBLISHED, at, title="Tide") for at in dates], source="test")
    months = [words(item) for item in all_of(sidebar(client)["Archives"], "li")]
    assert (months[0], months[11:]) == ("February 2018", ["March 2017", "All archives"])


@pytest.mark.parametrize("url", ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", ""])
def test_links_are_shown_if_they_lead_anywhere(client: Client, weblog: Weblog, url: str) -> None:
    good = {"title": "The lock keeper", "url": "https://example.org/", "note": "on levels"}
    arrange(weblog, {"kind": "links", "title": "Neighbours", "links": [{"title": "Bad", "url": url}, good]})
    [link] = all_of(sidebar(client)["Neighbours"], "a")
    assert (words(link), link.get("href")) == ("The lock keeper", "https://example.org/")


@pytest.mark.parametrize(
    ("title", "kind", "instead"),
    [("Recent posts", "recent-posts", "/harbour/"), ("Recent comments", "recent-comments", "/harbour/comments/")],
)
def test_what_changes_with_every_write_is_linked_and_pulled_in(
    client: Client, post: Post, title: str, kind: str, instead: str
) -> None:
    page = client.get("/harbour/archives.html")
    module = sidebar(client)[title]
    [hook] = [div for div in all_of(module, "div") if div.get("data-fragment")]
    assert hook.get("data-fragment") == f"/harbour/sidebar/{kind}.html"
    assert f'<!--# include virtual="/harbour/sidebar/{kind}.html" -->' in page.content.decode()
    assert [link.get("href") for link in all_of(module, "a")] == [instead]


def test_signs_that_a_server_would_read_as_its_own_are_encoded(client: Client, weblog: Weblog, post: Post) -> None:
    weblog.slug = "$harbour&gate"
    weblog.save()
    page = client.get("/$harbour&gate/archives.html").content.decode()
    assert '<!--# include virtual="/%24harbour%26gate/sidebar/recent-comments.html" -->' in page
