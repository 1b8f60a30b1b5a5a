"""Old addresses lead to where their post is today; new ones are free, and never a list's."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tertulia.weblog.address import Address, find_address, give_path
from tertulia.weblog.post import Kind, Post
from tertulia.weblog.weblog import Weblog
from tertulia.weblog.writing import Writing, publish, rewrite_post, write_post
from tests.cast import published_post

pytestmark = pytest.mark.django_db


def test_an_unknown_path_has_no_address(weblog: Weblog) -> None:
    assert find_address("/harbour/2017/08/nothing.html") is None


@pytest.mark.parametrize("path", ["/harbour/\x00", "/harbour/\ud800.html", "/" + "x" * 5000, "", "' OR 1=1 --"])
def test_paths_that_no_database_keeps_have_none(weblog: Weblog, path: str) -> None:
    assert find_address(path) is None


def test_an_old_path_leads_to_the_post_however_often_it_moves(weblog: Weblog) -> None:
    post = published_post(weblog, "One")
    paths = [post.path]
    for name in ("two", "three"):
        post = rewrite_post(post, Writing(title="x", body="x", basename=name), actor=None)
        paths.append(post.path)
    for path in paths[:-1]:
        known = find_address(path or "")
        assert known
        assert known.target == post.path
    assert find_address(paths[-1] or "") is None


def test_a_post_may_get_its_first_name_back(client: Client, weblog: Weblog) -> None:
    post = published_post(weblog, "One")
    first = post.path
    post = rewrite_post(post, Writing(title="x", body="x", basename="two"), actor=None)
    post = rewrite_post(post, Writing(title="x", body="x", basename="one"), actor=None)
    assert post.path == first
    assert client.get(post.link).status_code == 200
    assert client.get(post.link.replace("one", "two")).headers["Location"] == post.link


def test_an_address_without_a_post_leads_to_a_path(weblog: Weblog) -> None:
    Address.objects.create(path="/harbour/old/", weblog=weblog, to="/harbour/ferries/")
    known = find_address("/harbour/old/")
    assert known
    assert known.target == "/harbour/ferries/"


def test_finding_costs_one_query(weblog: Weblog) -> None:
    post = published_post(weblog)
    Address.objects.create(path="/harbour/old.html", weblog=weblog, post=post)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        known = find_address("/harbour/old.html")
        assert known
        assert known.target == post.path
    assert len(queries) == 1


def test_posts_of_one_name_get_numbers(weblog: Weblog) -> None:
    paths = [published_post(weblog, "Storm").path for _ in range(3)]
    folder = (paths[0] or "").rpartition("/")[0]
    assert paths == [f"{folder}/storm.html", f"{folder}/storm-1.html", f"{folder}/storm-2.html"]


def test_an_old_address_is_not_given_to_another_post(weblog: Weblog) -> None:
    first = published_post(weblog, "Storm")
    old = first.path
    rewrite_post(first, Writing(title="x", body="x", basename="calm"), actor=None)
    assert published_post(weblog, "Storm").path != old
    assert give_path(first, taken=()) == first.path


@pytest.mark.parametrize("title", ["Archives", "Tag", "Author"])
def test_no_page_stands_in_the_way_of_a_list(weblog: Weblog, title: str) -> None:
    page = published_post(weblog, title, kind=Kind.PAGE)
    assert page.path == f"/harbour/{title.lower()}-1.html"


def test_pages_and_posts_are_apart(weblog: Weblog) -> None:
    page = published_post(weblog, "About", kind=Kind.PAGE)
    post = published_post(weblog, "About")
    assert page.path == "/harbour/about.html"
    assert post.path == f"/harbour/{post.local_date:%Y/%m}/about.html"


def test_a_draft_has_none_until_it_is_published(weblog: Weblog) -> None:
    draft: Post = write_post(weblog, Writing(title="Storm"), actor=None)
    assert draft.path is None
    assert (publish(draft, actor=None).path or "").endswith("/storm.html")
