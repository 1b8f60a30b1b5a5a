"""Comments that come without their post find it by its address."""

from datetime import UTC, datetime

import pytest

from tertulia.conversation.comment import Comment
from tertulia.exchange import load as loading
from tertulia.exchange.records import CommentRecord, LooseComments, PostRecord, Record
from tertulia.weblog.address import Address
from tertulia.weblog.weblog import Weblog, create_weblog
from tests.exchange.loading import Given, new

pytestmark = pytest.mark.django_db

SITE = "https://tide.example.org"


def _said(url: str, *ids: str, answers: str = "") -> LooseComments:
    date = datetime(2018, 3, 5, tzinfo=UTC)
    comments = [CommentRecord(id=one, answers=answers, name="Ruth", text=one, date=date, line=7) for one in ids]
    return LooseComments(None, tuple(comments), f"{SITE}{url}")


def _post(path: str, *addresses: str, number: str = "", title: str = "Tides") -> PostRecord:
    return PostRecord(
        title=title, id=number, url=f"{SITE}{path}", addresses=addresses, date=datetime(2018, 3, 4, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("/2018/03/tides.html", "/2018/03/tides.html"),
        ("/2018/03/tides.html", "/2018/03/tides"),
        ("/2018/03/tides.html", "/2018/03/tides/#comments"),
        ("/2018/03/tides/", "/2018/03/tides"),
        ("/2018/03/tides/", "/2018/03/tides/index.html"),
        ("/2018/03/tides/", "/2018/03/tides.html?utm_source=x"),
        ("/2018/03/ébb.html", "/2018/03/%C3%A9bb.html"),
    ],
)
def test_the_post_is_found_by_its_address_in_any_spelling(tide: Weblog, path: str, named: str) -> None:
    Given(_post(path)).load(tide)
    report = Given(_said(named, "a", "b")).load(tide)
    assert (new(report), report.lost) == ({"comments": 2}, [])
    assert [one.conversation.post.path for one in Comment.objects.all()] == [path, path]
    assert new(Given(_said(named, "a", "b")).load(tide)) == {}


@pytest.mark.parametrize("named", ["/?p=12", "/tides-of-old/", "/old.html"])
def test_it_is_found_by_an_old_address_too(tide: Weblog, named: str) -> None:
    Given(_post("/2018/03/tides.html", "/?p=12", "/tides-of-old/", "/old.html")).load(tide)
    assert Address.objects.count() == 3
    assert new(Given(_said(named, "a")).load(tide)) == {"comments": 1}


def test_it_may_stand_in_the_same_file_behind_them(tide: Weblog) -> None:
    records: list[Record] = [_said("/tides/", "a"), _post("/tides/"), _said("/tides", "b")]
    report = Given(*records).load(tide)
    assert (report.new["posts"], report.new["comments"], report.lost) == (1, 2, [])
    assert {one.conversation.post.title for one in Comment.objects.all()} == {"Tides"}
    assert new(Given(*records).load(tide)) == {}


def test_a_post_of_the_file_is_meant_even_where_another_one_has_its_address(tide: Weblog) -> None:
    Given(_post("/tides/", title="Before")).load(tide)
    report = Given(_post("/tides/", number="7", title="After"), _said("/tides/", "a")).load(tide)
    assert [loss["what"] for loss in report.lost] == ["addresses"]
    assert Comment.objects.get().conversation.post.title == "After"


def test_each_comment_without_a_post_is_lost_by_name(tide: Weblog) -> None:
    report = Given(_post("/tides/"), _said("/ebb/", "a", "b"), _said("/tides/", "c")).load(tide)
    assert report.new["comments"] == 1
    why = f"it was said at {SITE}/ebb/, and there is no post of that address"
    assert report.lost == [{"what": "comments", "where": "line 7", "why": why}] * 2


@pytest.mark.parametrize("named", ["/", "", "//", "/?q=1", "/\0", "http://[", "/" + "x" * 3000])
def test_what_names_no_post_is_lost(tide: Weblog, named: str) -> None:
    Given(_post("/tides/")).load(tide)
    assert len(Given(_said(named, "a")).load(tide).lost) == 1


def test_posts_of_other_weblogs_are_not_meant(tide: Weblog) -> None:
    Given(_post("/tides/")).load(create_weblog("ebb"))
    assert len(Given(_said("/tides/", "a")).load(tide).lost) == 1


def test_answers_find_what_they_answer_also_in_a_later_batch(tide: Weblog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MOST_COMMENTS", 2)
    said = [_said("/tides/", "a"), _said("/tides", "b", answers="a"), _said("/tides/", "c", answers="b")]
    Given(_post("/tides/"), *said).load(tide)
    parents = {one.text: one.parent and one.parent.text for one in Comment.objects.all()}
    assert parents == {"a": None, "b": "a", "c": "b"}


def test_what_stands_twice_comes_once(tide: Weblog) -> None:
    report = Given(_post("/tides/"), _said("/tides/", "a"), _said("/tides", "a")).load(tide)
    assert (report.new["comments"], report.known["comments"]) == (1, 1)
