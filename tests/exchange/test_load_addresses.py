"""Loading: every old address stays, or its loss is named."""

import pytest
from django.test import Client

from tertulia.weblog.post import Post, Status
from tertulia.weblog.search import find
from tertulia.weblog.weblog import Weblog, create_weblog
from tertulia.weblog.writing import publish
from tests.exchange.loading import Export
from tests.exchange.pieces import URL, Piece, captured
from tests.exchange.writing_mt import WEBLOG, entry

PATH = "/tide/2018/03/the-tide-table.html"
pytestmark = pytest.mark.django_db


def test_an_address_is_kept_raw_whether_it_was_encoded_or_not(tide: Weblog, export: Export) -> None:
    export.load(
        tide,
        entry("A", UNIQUE_URL=f"{WEBLOG}/2018/03/no%C3%ABl.html "),
        entry("B", UNIQUE_URL=f"{WEBLOG}/2018/03/圣诞.html?x=1#c"),
        entry("C", UNIQUE_URL=f"{WEBLOG}/2018/03/caf%E9.html"),
    )
    paths = Post.objects.order_by("title").values_list("path", flat=True)
    assert list(paths) == ["/tide/2018/03/noël.html", "/tide/2018/03/圣诞.html", "/tide/2018/03/caf%E9.html"]


def test_without_an_address_a_post_gets_the_usual_one(tide: Weblog, export: Export) -> None:
    export.load(tide, entry("A", UNIQUE_URL=None, BASENAME="same"), entry("B", UNIQUE_URL=None, BASENAME="same"))
    # One basename and one date, but other words: two posts.
    assert set(Post.objects.values_list("path", flat=True)) == {"/tide/2018/03/same.html", "/tide/2018/03/same-1.html"}


@pytest.mark.parametrize(
    "path",
    [
        "/desk/posts/",
        "/tide/atom.xml",
        "/tide/2018/03/",
        "/a/../b.html",
        "/tide/2017/taken.html",
        "/other/2018/03/x.html",
    ],
)
def test_an_address_that_cannot_be_had_is_a_named_loss(tide: Weblog, export: Export, path: str) -> None:
    create_weblog("other")
    export.load(tide, entry("First", UNIQUE_URL="https://other.example/tide/2017/taken.html"))
    Post.objects.update(source="")
    report = export.load(
        tide, entry("Second", UNIQUE_URL=f"https://tide.example.org{path}", DATE="03/04/2018 10:00:00")
    )
    assert [loss["what"] for loss in report.lost] == ["addresses"]
    assert path in report.warnings[0]
    assert Post.objects.get(title="Second").path in ("/tide/2018/03/second.html", "/tide/second.html")


def test_the_place_of_an_address_that_stands_in_no_line_is_the_address(tide: Weblog) -> None:
    pages = [captured(url=URL, title="A"), captured(url=URL.replace(".html", ".html?b"), title="B", addresses=(PATH,))]
    report = Piece("capture", *pages).load(tide)
    assert report.lost == [{"what": "addresses", "where": PATH, "why": "another post of this file has this address"}]
    assert not any("line 0" in warning for warning in report.warnings)


def test_a_draft_is_not_public_and_gets_its_address_when_it_is_published(tide: Weblog, export: Export) -> None:
    export.load(tide, entry("Never", STATUS="Draft"))
    draft = Post.objects.select_related("weblog").get()
    assert draft.status == Status.DRAFT
    assert find(tide, "water") == []
    publish(draft, actor=None)
    assert draft.path == "/tide/2018/03/never.html"


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("no%C3%ABl-圣诞.html", "noël-圣诞.html"),
        ("noël-圣诞.html", "no%C3%ABl-%E5%9C%A3%E8%AF%9E.html"),
        ("caf%E9.html", "caf%E9.html"),
        ("100%-sure.html", "100%25-sure.html"),
        ("a+b;c=d,e.html", "a+b;c=d,e.html"),
        ("gop_to_abolish_.html", "gop_to_abolish_.html?cid=6a00d8"),
    ],
)
def test_the_raw_and_the_encoded_form_both_answer(
    tide: Weblog, export: Export, client: Client, written: str, asked: str
) -> None:
    export.load(tide, entry(UNIQUE_URL=f"{WEBLOG}/2018/03/{written} "))
    assert client.get(f"/tide/2018/03/{asked}", follow=True).status_code == 200
    assert client.get(Post.objects.get().link).status_code == 200


def test_no_draft_answers(tide: Weblog, export: Export, client: Client) -> None:
    export.load(tide, entry("A", STATUS="Draft"), entry("B", STATUS="Future", DATE="03/04/2098 10:00:00 AM"))
    assert client.get("/tide/2018/03/a.html").status_code == client.get("/tide/2018/03/b.html").status_code == 404


def test_a_published_post_goes_before_a_draft_of_the_same_address(tide: Weblog, export: Export) -> None:
    url = f"{WEBLOG}/2018/03/one.html "
    report = export.load(tide, entry("Draft", STATUS="Draft", UNIQUE_URL=url), entry("Public", UNIQUE_URL=url))
    assert report.lost == []
    assert dict(Post.objects.values_list("title", "path")) == {"Draft": None, "Public": "/tide/2018/03/one.html"}
