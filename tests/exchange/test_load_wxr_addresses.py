"""Loading an export of WordPress: every address that it answered leads where its thing is today."""

from collections import Counter

import pytest
from django.test import Client

from tertulia.commands.addresses import old_of_weblog
from tertulia.commands.checks.addresses import check
from tertulia.lib.text import path_encoded
from tertulia.weblog.address import Address
from tertulia.weblog.category import Category
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog, create_weblog
from tertulia.weblog.writing import publish
from tests.exchange.loading import Export
from tests.exchange.writing_wxr import SITE, author, category, comment, filed, item, meta, wxr

pytestmark = pytest.mark.django_db

FILED = [filed("ebb", "Ebb"), filed("moon", "The Moon", "post_tag")]
FULL = wxr(
    item("Tides", 1, *FILED, meta("_wp_old_slug", "tide"), comment()),
    item("About", 2, comment(number=2), post_type="page", link=f"{SITE}/about/"),
    item("Crew", 3, post_type="page", link=f"{SITE}/about/crew/"),
    head=author() + category("sea", "Sea") + category("ebb", "Ebb", "sea", number=8),
)
TIDES = "/2018/03/04/tides/"


@pytest.fixture
def home(tide: Weblog, export: Export) -> Weblog:
    """A weblog that has come home whole."""
    assert export.load(tide, FULL).lost == []
    return tide


@pytest.mark.parametrize("path", [TIDES, "/about/crew/"])
def test_posts_and_pages_answer_where_they_were(home: Weblog, client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/?p=1", TIDES),
        ("/2018/03/04/tide/", TIDES),
        (f"{TIDES}feed/", "/2018/03/04/tides/comments/rss.xml"),
        (f"{TIDES}feed/atom", "/2018/03/04/tides/comments/atom.xml"),
        (f"{TIDES}comment-page-2/", TIDES),
        (f"{TIDES}2/", TIDES),
        (f"{TIDES}trackback/", TIDES),
        ("/about/", "/tide/about.html"),
        ("/about", "/tide/about.html"),
        ("/?page_id=2", "/tide/about.html"),
        ("/about/feed/", "/tide/about/comments/rss.xml"),
        ("/2018/03/", "/tide/2018/03/"),
        ("/2018/", "/tide/archives.html"),
        ("/2018/03/04/", "/tide/2018/03/"),
        ("/category/sea/ebb/", "/tide/ebb/"),
        ("/category/ebb/", "/tide/ebb/"),
        ("/category/sea/ebb/feed/", "/tide/ebb/rss.xml"),
        ("/category/sea/page/2/", "/tide/sea/"),
        ("/?cat=8", "/tide/ebb/"),
        ("/tag/moon/", "/tide/tag/moon/"),
        ("/author/marta/", "/tide/author/marta-oyelaran/"),
        ("/feed/", "/tide/rss.xml"),
        ("/?feed=atom", "/tide/atom.xml"),
        ("/comments/feed/", "/tide/comments/rss.xml"),
    ],
)
def test_each_form_of_an_address_is_one_redirect_for_ever(home: Weblog, client: Client, old: str, new: str) -> None:
    answer = client.get(old)
    assert (answer.status_code, answer.headers.get("Location")) == (301, new)
    assert client.get(new).status_code == 200


def test_those_who_visit_every_address_find_them_all(home: Weblog) -> None:
    assert list(check(Counter())) == []
    old = list(old_of_weblog(home))
    assert ("/about/" in old, "/?p=1" in old) == (True, False)


def test_comments_are_found_by_their_old_fragments(home: Weblog, client: Client) -> None:
    assert 'id="comment-1"' in client.get(TIDES).content.decode()


def test_what_is_nobodys_address_is_none(home: Weblog, client: Client) -> None:
    for path in ("/?p=99", "/?s=tide", "/tide/?p=1"):
        assert client.get(path).status_code != 301
    for path in ("/nothing/feed/", "/2018/04/04/", "/category/none/2/"):
        assert client.get(path).status_code == 404


def test_a_post_with_a_password_answers_nowhere_before_it_is_published(
    tide: Weblog, export: Export, client: Client
) -> None:
    export.load(tide, wxr(item("Secret", 1, post_password="x"), item("One", 2, post_password="x", link=f"{SITE}/one/")))
    secret = "/2018/03/04/secret/"
    assert {client.get(path).status_code for path in (secret, "/one/")} == {404}
    assert client.get("/?p=1", follow=True).redirect_chain == [("/tide/", 302)]
    for post in Post.objects.select_related("weblog"):
        publish(post, actor=None)
    assert client.get(secret).status_code == 200
    assert client.get("/one/").headers["Location"] == "/tide/2018/03/one.html"
    assert client.get("/?p=1").headers["Location"] == secret


def test_a_weblog_that_lived_in_a_folder_keeps_it(tide: Weblog, export: Export, client: Client) -> None:
    site = f"{SITE}/log"
    export.load(tide, wxr(item("Tides", 1, link=f"{site}/2018/03/tides/"), head=category("sea", "Sea"), site=site))
    assert client.get("/log/2018/03/tides/").status_code == 200
    leads = {"/log/": "/tide/", "/log/?p=1": "/log/2018/03/tides/", "/log/category/sea/": "/tide/sea/"}
    assert {path: client.get(path).headers["Location"] for path in leads} == leads


def test_a_folder_that_is_the_new_weblogs_own_needs_no_redirect(tide: Weblog, export: Export, client: Client) -> None:
    site = f"{SITE}/tide"
    written = [item("About", 1, link=f"{site}/about/", post_type="page"), item("Old", 2, link=f"{site}/2018/03/old/")]
    report = export.load(tide, wxr(*written, head=category("sea", "Sea"), site=site))
    assert report.lost == []
    assert {client.get(path).status_code for path in ("/tide/", "/tide/2018/03/", "/tide/2018/03/old/")} == {200}
    assert client.get("/tide/about/").headers["Location"] == "/tide/about.html"
    assert client.get("/tide/feed/").headers["Location"] == "/tide/rss.xml"


def test_a_second_weblog_gets_what_is_left_and_the_rest_is_named(tide: Weblog, export: Export) -> None:
    export.load(tide, FULL)
    other = create_weblog("other")
    report = export.load(other, wxr(item("Tides", 1, guid="https://other.example/?p=1"), site="https://other.example"))
    assert {loss["what"] for loss in report.lost} == {"addresses"}
    assert sum("?p=" in warning for warning in report.warnings) == 1
    assert Post.objects.get(weblog=other).path == "/other/2018/03/tides.html"
    assert not Address.objects.filter(weblog=other).exists()


def test_other_scripts_are_kept_decoded(tide: Weblog, export: Export, client: Client) -> None:
    path = "/2018/03/noël-圣诞/"
    head = category("%e6%b5%b7", "海")
    export.load(tide, wxr(item("Noël", 1, link=f"{SITE}{path_encoded(path)}", post_name="no%c3%abl"), head=head))
    assert (Post.objects.get().path, Category.objects.get().slug) == (path, "海")
    assert client.get(path).status_code == 200
    assert client.get("/category/海/").headers["Location"] == path_encoded("/tide/海/")
