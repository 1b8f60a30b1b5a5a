"""The feeds of posts: four kinds that say the same, pages that hold each post once, nothing new is told quickly."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tertulia.weblog import feeds
from tertulia.weblog.category import add_category
from tertulia.weblog.member import Member
from tertulia.weblog.post import Kind, Post
from tertulia.weblog.weblog import Weblog
from tertulia.weblog.writing import Writing, publish, rewrite_post, unpublish, write_post
from tests.cast import published_post
from tests.feeds import FILES, XML_FILES, entries, links, parsed, walk

pytestmark = pytest.mark.django_db

TYPES = {
    "atom.xml": "application/atom+xml; charset=utf-8",
    "rss.xml": "application/rss+xml; charset=utf-8",
    "index.rdf": "application/rdf+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}


@pytest.mark.parametrize("file", FILES)
def test_all_kinds_say_the_same(client: Client, weblog: Weblog, host: Member, file: str) -> None:
    post = published_post(
        weblog, "Storm & tide", body='<p>It <b>blew</b>. <a href="/media/a.jpg">a</a></p>', author=host
    )
    response = client.get(f"/harbour/{file}")
    [entry] = entries(response)
    assert response["Content-Type"] == TYPES[file]
    assert (entry.link, entry.author) == (post.url, "Marta Oyelaran")
    assert entry.title in ("Storm & tide", "Storm &amp; tide")
    assert "<b>blew</b>" in entry.html
    assert 'href="http://127.0.0.1:8000/media/a.jpg"' in entry.html
    assert links(response)["self"] == f"http://127.0.0.1:8000/harbour/{file}"


def test_the_whole_text_is_there_with_the_extended_body(client: Client, weblog: Weblog) -> None:
    published_post(weblog, body="<p>First.</p>", extended="<p>And the rest.</p>")
    assert "And the rest." in entries(client.get("/harbour/atom.xml"))[0].html


def test_drafts_and_pages_are_not_in_it(client: Client, weblog: Weblog) -> None:
    published_post(weblog, "About", kind=Kind.PAGE)
    write_post(weblog, Writing(title="Not yet"), actor=None)
    assert entries(client.get("/harbour/atom.xml")) == []


def test_a_category_has_its_own(client: Client, weblog: Weblog) -> None:
    ferries = add_category(weblog, "Ferries & tides")
    published_post(weblog, "In it", categories=[ferries])
    published_post(weblog, "Not in it")
    response = client.get("/harbour/ferries-tides/rss.xml")
    assert [entry.title for entry in entries(response)] == ["In it"]
    assert "Ferries" in parsed(response).feed.title
    assert links(response)["self"] == "http://127.0.0.1:8000/harbour/ferries-tides/rss.xml"


def test_the_old_name_of_rss_says_which_is_the_right_one(client: Client, post: Post) -> None:
    assert links(client.get("/harbour/rss20.xml"))["self"] == "http://127.0.0.1:8000/harbour/rss.xml"


@pytest.mark.parametrize("path", ["/nowhere/atom.xml", "/harbour/nothing/atom.xml", "/harbour/feed.xml"])
def test_what_is_not_there_is_not_found(client: Client, weblog: Weblog, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("page", ["0", "2", "-1", "x", "", "٣", "9" * 50, "1e3"])
def test_pages_that_are_none_are_not_found(client: Client, post: Post, page: str) -> None:
    assert client.get("/harbour/atom.xml", {"page": page}).status_code == 404


@pytest.mark.parametrize("file", FILES)
def test_walking_all_pages_meets_each_post_once(
    client: Client, weblog: Weblog, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    monkeypatch.setattr(feeds, "SIZE", 3)
    posts = [published_post(weblog, f"Day {number}") for number in range(8)]
    assert [entry.link for entry in walk(client, f"/harbour/{file}")] == [post.url for post in reversed(posts)]


def test_ids_stay_whatever_changes(client: Client, weblog: Weblog, settings: object) -> None:
    post = published_post(weblog, "Old title")
    before = entries(client.get("/harbour/atom.xml"))[0]
    rewrite_post(post, Writing(title="New title", body="x", basename="elsewhere"), actor=None)
    weblog.title = "The Gate"
    weblog.save()
    settings.ORIGIN = "https://gate.example"  # type: ignore[attr-defined]
    after = entries(client.get("/harbour/atom.xml", headers={"Host": "127.0.0.1"}))[0]
    assert after.id == before.id
    assert after.link != before.link
    assert after.id.startswith("tag:")


def test_a_title_that_is_missing_is_made_of_the_first_words(client: Client, weblog: Weblog) -> None:
    published_post(weblog, "", body="<p>One two three four five six.</p>")
    assert entries(client.get("/harbour/rss.xml"))[0].title == "One two three four five…"


def test_hostile_text_breaks_no_kind(client: Client, weblog: Weblog, host: Member) -> None:
    words = "]]> &lt;![CDATA[ & 🙂 𐍈 \u202eעברית\u202c \x0b\x1f \ufffe"
    published_post(weblog, f"Title {words}", body=f"<p>Body {words}</p>", tags=["a&b"], author=host)
    for file in FILES:
        [entry] = entries(client.get(f"/harbour/{file}"))
        assert "𐍈" in entry.html


def test_nothing_new_is_told_by_etag(client: Client, post: Post) -> None:
    for file in FILES:
        first = client.get(f"/harbour/{file}")
        again = client.get(f"/harbour/{file}", headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get(f"/harbour/{file}", headers={"If-None-Match": '"other"'}).status_code == 200


def test_what_was_taken_back_is_told(client: Client, post: Post) -> None:
    known = {"If-None-Match": client.get("/harbour/atom.xml")["ETag"]}
    unpublish(post, actor=None)
    assert client.get("/harbour/atom.xml", headers=known).status_code == 200


def test_it_is_as_new_as_the_newest_change_of_what_it_shows(client: Client, weblog: Weblog) -> None:
    with time_machine.travel(datetime(2031, 5, 1, 12, tzinfo=UTC), tick=False) as clock:
        post = published_post(weblog)
        clock.shift(timedelta(days=1))
        rewrite_post(post, Writing(title="Mended", body="x"), actor=None)
        clock.shift(timedelta(days=1))
        rewrite_post(write_post(weblog, Writing(title="Not yet"), actor=None), Writing(title="Nor now"), actor=None)
        assert parsed(client.get("/harbour/atom.xml")).feed.updated == "2031-05-02T12:00:00Z"


def test_head_is_get_without_the_words(client: Client, post: Post) -> None:
    for file in FILES:
        head, get = client.head(f"/harbour/{file}"), client.get(f"/harbour/{file}")
        assert head.content == b""
        assert (head["ETag"], head["Content-Type"]) == (get["ETag"], get["Content-Type"])


def test_nothing_is_posted_to_a_feed(client: Client, post: Post) -> None:
    assert client.post("/harbour/atom.xml").status_code == 405


def test_no_reader_gets_a_cookie(client: Client, post: Post) -> None:
    assert not client.get("/harbour/atom.xml").cookies


def test_a_feed_costs_the_same_number_of_queries_whatever_its_length(
    client: Client, weblog: Weblog, host: Member, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    category = add_category(weblog, "Ferries")
    for number in range(15):
        published_post(weblog, f"Day {number}", author=host, categories=[category], tags=["tide", f"day {number}"])
    with django_assert_max_num_queries(6):
        assert len(entries(client.get("/harbour/atom.xml"))) == 15


def test_the_weblog_s_language_is_told(client: Client, weblog: Weblog) -> None:
    weblog.language = "de"
    weblog.save()
    assert all(parsed(client.get(f"/harbour/{file}")).feed.language == "de" for file in XML_FILES)


def test_a_weblog_in_another_script_has_encoded_addresses(client: Client, weblog: Weblog) -> None:
    weblog.slug = "журнал"
    weblog.save()
    publish(write_post(weblog, Writing(title="Буря", body="x"), actor=None), actor=None)
    response = client.get("/журнал/atom.xml")
    assert links(response)["self"].isascii()
    assert entries(response)[0].link.isascii()
