"""What sidebars pull in: bare markup at addresses of its own, which collide with nobody's."""

from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tertulia.weblog.category import add_category
from tertulia.weblog.imported import ImportedPost, add_posts
from tertulia.weblog.post import Kind, Post, Status
from tertulia.weblog.weblog import Weblog, change_settings, create_weblog
from tertulia.weblog.writing import Writing, publish, write_post
from tests.cast import published_post
from tests.conversation.talk import talk
from tests.screens import all_of, words

AUGUST = datetime(2017, 8, 30, 12, tzinfo=UTC)
KINDS = ("calendar", "recent-posts", "recent-comments")


def posts_at(weblog: Weblog, *moments: datetime) -> list[Post]:
    drafts = [write_post(weblog, Writing(title=f"Day {at.day}"), actor=None) for at in moments]
    return [publish(draft, actor=None, at=at) for draft, at in zip(drafts, moments, strict=True)]


def pulled(client: Client, kind: str, slug: str = "harbour") -> Element:
    """The fragment inside the element that a page gives it."""
    response: Any = client.get(f"/{slug}/sidebar/{kind}.html")
    assert (response.status_code, response["X-Robots-Tag"], response.cookies.output()) == (200, "noindex", "")
    parser = html5lib.HTMLParser(strict=True, tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    tree: Element = parser.parseFragment(response.content.decode(), container="div")
    return tree


def test_recent_posts_are_the_newest_eight(client: Client, weblog: Weblog) -> None:
    posts = posts_at(weblog, *(AUGUST.replace(day=day) for day in range(1, 11)))
    published_post(weblog, "About Marta", kind=Kind.PAGE)
    links = all_of(pulled(client, "recent-posts"), "ul/li/a")
    assert [(words(a), a.get("href")) for a in links] == [(post.title, post.link) for post in posts[:1:-1]]


def test_the_calendar_is_of_the_latest_month_in_the_weblogs_zone(client: Client, weblog: Weblog) -> None:
    # In Amsterdam, half past ten in the evening (UTC) of 31 August is September already.
    _august, first, other = posts_at(
        weblog, AUGUST, AUGUST.replace(day=31, hour=22, minute=30), AUGUST.replace(month=9)
    )
    links = all_of(pulled(client, "calendar"), "td/a")
    shown = [(words(a), a.get("href"), a.get("title")) for a in links]
    assert shown == [("1", first.link, "Day 31"), ("30", other.link, "Day 30")]


def test_it_speaks_the_weblogs_language(client: Client, weblog: Weblog, post: Post) -> None:
    weblog.language = "de"
    change_settings(weblog, ["language"])
    assert words(all_of(pulled(client, "calendar"), "th")[0]) == "Mo"


@pytest.mark.parametrize("kind", KINDS)
def test_where_there_is_nothing_it_is_empty(client: Client, weblog: Weblog, kind: str) -> None:
    assert client.get(f"/harbour/sidebar/{kind}.html").content == b""


@pytest.mark.parametrize("kind", KINDS)
def test_a_weblog_that_does_not_exist_has_none(client: Client, weblog: Weblog, kind: str) -> None:
    assert client.get(f"/nobody/sidebar/{kind}.html").status_code == 404
    assert client.post(f"/harbour/sidebar/{kind}.html").status_code == 405


def test_a_weblog_a_category_and_a_page_may_be_called_sidebar(client: Client, weblog: Weblog) -> None:
    other = create_weblog("sidebar", title="The Side Bar")
    category = add_category(other, "Sidebar")
    post = published_post(other, "Recent posts", categories=[category])
    page = published_post(other, "Sidebar", kind=Kind.PAGE)
    assert category.path == "/sidebar/sidebar/"
    for path in ("/sidebar/", category.path, f"{category.path}atom.xml", page.link, f"{page.stem}/comments/atom.xml"):
        assert client.get(path).status_code == 200, path
    [link] = all_of(pulled(client, "recent-posts", "sidebar"), "li/a")
    assert link.get("href") == post.link


def test_an_imported_post_may_stand_beside_them(client: Client, weblog: Weblog) -> None:
    path = "/harbour/sidebar/a-new-look.html"
    add_posts(weblog, [ImportedPost("1", Status.PUBLISHED, AUGUST, title="A new look", path=path)], source="mt")
    assert "A new look" in client.get(path).content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_it_costs_few_queries(
    client: Client, weblog: Weblog, kind: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    posts_at(weblog, *(AUGUST.replace(day=day) for day in range(1, 11)))
    talk(published_post(weblog), 9)
    with django_assert_max_num_queries(3):
        client.get(f"/harbour/sidebar/{kind}.html")
