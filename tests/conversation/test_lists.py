"""Front page and its older pages, month, category, tag, author."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tertulia.weblog.category import add_category
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog, change_settings
from tertulia.weblog.writing import Writing, publish, unpublish, write_post
from tests.cast import Cast, published_post
from tests.conversation.talk import talk
from tests.screens import all_of, check_screen, ids, words

NOON = datetime(2017, 8, 30, 12, tzinfo=UTC)


def titles(client: Client, path: str) -> list[str]:
    tree = check_screen(client.get(path))  # type: ignore[arg-type]
    return [words(heading) for heading in all_of(tree, "article/header/h2")]


def posts_at(weblog: Weblog, *moments: datetime) -> list[Post]:
    found = []
    for number, moment in enumerate(moments, start=1):
        draft = write_post(weblog, Writing(title=f"Post {number}", body="<p>…</p>", published_at=moment), actor=None)
        found.append(publish(draft, actor=None, at=moment))
    return found


def test_the_front_page_shows_the_newest_posts_first(client: Client, weblog: Weblog) -> None:
    posts_at(weblog, NOON, NOON + timedelta(days=1))
    published_post(weblog, "About Marta", kind="page")
    tree = check_screen(client.get("/harbour/"))  # type: ignore[arg-type]
    assert words(all_of(tree, "h1")[0]) == "The Harbour Gate"
    assert titles(client, "/harbour/") == ["Post 2", "Post 1"]
    assert all_of(tree, "div[@class='h-feed']/article")


def test_a_new_weblog_says_that_nothing_is_there_yet(client: Client, weblog: Weblog) -> None:
    assert "Nothing has been published here yet." in words(check_screen(client.get("/harbour/")))  # type: ignore[arg-type]


def test_older_posts_are_on_further_pages(client: Client, weblog: Weblog) -> None:
    weblog.posts_per_page = 2
    change_settings(weblog, ["posts_per_page"])
    posts_at(weblog, *(NOON + timedelta(days=day) for day in range(5)))
    assert titles(client, "/harbour/page/2/") == ["Post 3", "Post 2"]
    tree = check_screen(client.get("/harbour/page/2/"))  # type: ignore[arg-type]
    pages = all_of(tree, "nav[@class='pages']")[0]
    assert [link.get("href") for link in all_of(pages, "a")] == ["/harbour/", "/harbour/page/3/"]
    assert {link.get("rel") for link in all_of(tree, "head/link")} >= {"prev", "next", "canonical"}
    assert titles(client, "/harbour/page/3/") == ["Post 1"]


@pytest.mark.parametrize("page", ["0", "2", "99999999999999999999", "-1", "x"])
def test_a_page_that_is_not_there_is_a_404(client: Client, post: Post, page: str) -> None:
    check_screen(client.get(f"/harbour/page/{page}/"), 404)  # type: ignore[arg-type]


def test_the_first_page_has_one_address(client: Client, post: Post) -> None:
    response = client.get("/harbour/page/1/")
    assert (response.status_code, response.headers["Location"]) == (301, "/harbour/")


def test_lists_show_the_beginning_and_the_number_of_comments(client: Client, weblog: Weblog) -> None:
    post = published_post(weblog, extended="<p>The letter in full.</p>")
    talk(post, 3)
    tree = check_screen(client.get("/harbour/"))  # type: ignore[arg-type]
    assert "The letter in full." not in words(tree)
    more = all_of(tree, "p[@class='more']/a")[0]
    assert more.get("href") == f"{post.link}#more"
    assert words(more).startswith("Continue reading")
    assert all_of(tree, f"a[@href='{post.link}#comments']")[0].text == "Comments (3)"


def test_a_list_costs_as_many_queries_for_ten_posts_as_for_one(client: Client, cast: Cast) -> None:
    category = add_category(cast.weblog, "Bridges")
    counts = []
    for size in (1, 9):
        for _ in range(size):
            post = published_post(cast.weblog, author=cast.host, categories=[category], tags=["tolls"])
            talk(post, 2)
        with CaptureQueriesContext(connection) as queries:
            client.get("/harbour/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10


def test_a_month_holds_the_posts_of_its_days_in_the_weblogs_zone(client: Client, weblog: Weblog) -> None:
    # In Amsterdam, half past ten in the evening (UTC) of 31 July is August already.
    posts_at(weblog, datetime(2017, 7, 31, 21, 30, tzinfo=UTC), datetime(2017, 7, 31, 22, 30, tzinfo=UTC), NOON)
    assert titles(client, "/harbour/2017/08/") == ["Post 3", "Post 2"]
    tree = check_screen(client.get("/harbour/2017/08/"))  # type: ignore[arg-type]
    assert words(all_of(tree, "h1")[0]) == "August 2017"
    assert {"day-30", "day-1"} <= set(ids(tree))
    assert [link.get("href") for link in all_of(tree, "nav[@class='neighbours']/span/a")] == ["/harbour/2017/07/"]


@pytest.mark.parametrize(
    "path",
    ["2017/13/", "2017/00/", "0000/01/", "0001/01/", "9999/12/", "2017/09/", "2017/8/", "20171/08/", "２０１７/08/"],
)
def test_a_month_no_calendar_has_or_without_posts_is_a_404(client: Client, weblog: Weblog, path: str) -> None:
    posts_at(weblog, NOON)
    check_screen(client.get(f"/harbour/{path}"), 404)  # type: ignore[arg-type]


def test_a_category_has_its_posts_and_feeds(client: Client, weblog: Weblog) -> None:
    bridges = add_category(weblog, "Bridges & Locks", slug="bridges")
    published_post(weblog, "Elsewhere")
    published_post(weblog, "Low Ferry", categories=[bridges])
    tree = check_screen(client.get("/harbour/bridges/"))  # type: ignore[arg-type]
    assert titles(client, "/harbour/bridges/") == ["Low Ferry"]
    assert words(all_of(tree, "h1")[0]) == "Bridges & Locks"
    feeds = {link.get("href") for link in all_of(tree, "link[@rel='alternate']")}
    assert {f"/harbour/bridges/{file}" for file in ("atom.xml", "rss.xml", "index.rdf", "feed.json")} <= feeds


def test_tags_and_authors_have_their_posts(client: Client, cast: Cast) -> None:
    published_post(cast.weblog, "Elsewhere", author=cast.author)
    published_post(cast.weblog, "Low Ferry", author=cast.host, tags=["Tolls"])
    assert titles(client, "/harbour/tag/tolls/") == ["Low Ferry"]
    assert titles(client, "/harbour/author/marta-oyelaran/") == ["Low Ferry"]


def test_lists_without_a_published_post_are_404(client: Client, cast: Cast) -> None:
    unpublish(published_post(cast.weblog, author=cast.author, tags=["tolls"]), actor=None)
    published_post(cast.weblog, "Without tag and author")
    for path in ("tag/tolls/", "tag/nothing/", "author/tomas-brandt/", "author/nobody/", "nothing/"):
        check_screen(client.get(f"/harbour/{path}"), 404)  # type: ignore[arg-type]


def test_drafts_are_on_no_list(client: Client, weblog: Weblog, post: Post) -> None:
    write_post(weblog, Writing(title="Secret"), actor=None)
    assert titles(client, "/harbour/") == [post.title]


def test_lists_are_only_read(client: Client, post: Post) -> None:
    assert client.post("/harbour/").status_code == 405
    assert client.head("/harbour/").status_code == 200
