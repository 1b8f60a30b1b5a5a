import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from tertulia.weblog.post import Post
from tertulia.weblog.views.errors import nearest_posts, server_error
from tertulia.weblog.weblog import Weblog
from tertulia.weblog.writing import unpublish
from tests.cast import published_post
from tests.screens import all_of, check_screen, words


def test_it_helps_to_find_what_was_meant(client: Client, weblog: Weblog, post: Post) -> None:
    published_post(weblog, "Adding up the tolls")
    month = f"/harbour/{post.local_date:%Y/%m}/"
    tree = check_screen(client.get(f"{month}bridge-at-low-ferry.html"), 404)  # type: ignore[arg-type]
    sections = {words(all_of(section, "h2")[0]): section for section in all_of(tree, "main/section")}
    assert [a.get("href") for a in all_of(sections["Posts with a similar address"], "a")] == [post.link]
    assert [a.get("href") for a in all_of(sections["Archive of that month"], "a")] == [month]
    assert words(all_of(sections["Recent posts"], "a")[0]) == "Adding up the tolls"
    assert all_of(tree, "main/form[@action='/harbour/search/']")


def test_a_path_in_no_weblog_gets_a_short_answer(client: Client, weblog: Weblog) -> None:
    tree = check_screen(client.get("/nothing/at/all.html"), 404)  # type: ignore[arg-type]
    assert [a.get("href") for a in all_of(tree, "main//a")] == ["/"]


@pytest.mark.parametrize("path", ["/harbour/2017/08/x.html", "/harbour/9999/99/x.html", "/harbour/0000/00/x.html"])
def test_a_month_without_posts_is_not_offered(client: Client, post: Post, path: str) -> None:
    assert "Archive of that month" not in words(check_screen(client.get(path), 404))  # type: ignore[arg-type]


def test_drafts_are_not_offered(client: Client, weblog: Weblog, post: Post) -> None:
    unpublish(post, actor=None)
    assert nearest_posts(weblog, post.path or "") == []


def test_nearest_posts_cost_one_query_however_long_the_address(weblog: Weblog, post: Post) -> None:
    with CaptureQueriesContext(connection) as queries:
        nearest_posts(weblog, "/harbour/" + "-".join(["bridge", "ferry", "closed"] * 500))
    assert len(queries) == 1


def test_words_that_are_patterns_to_a_database_are_only_words(weblog: Weblog, post: Post) -> None:
    assert nearest_posts(weblog, "/harbour/%%%%_____.html") == []


def test_the_page_for_a_fault_asks_no_database(rf: RequestFactory) -> None:
    # Without the ``db`` fixture any query fails here.
    response = server_error(rf.get("/harbour/"))
    assert response.status_code == 500
    assert b"<h1>Something went wrong</h1>" in response.content
