"""Many saved pages make one weblog: copies folded, captures united, cross-checks kept."""

from datetime import datetime
from pathlib import Path

import pytest

from tertulia.exchange.readers.capture import CaptureReader
from tertulia.exchange.records import (
    AddressRecord,
    BrokenExport,
    CategoryRecord,
    ClaimRecord,
    MediaRecord,
    WeblogRecord,
)
from tests.exchange.captures.writing_warc import answer, info, record
from tests.exchange.pages.sources import folder, notes, posts, records
from tests.exchange.pages.writing_pages import HOME, STORM, conversation, entry, front, page, said, xid

EARLY, LATE = "2019-01-01T00:00:00Z", "2021-01-01T00:00:00Z"


def crawl(path: Path, *saved: tuple[str, str, bytes]) -> Path:
    """A web archive of pages with when they were saved and under which addresses."""
    written = [record(answer(data), url=url, WARC_Date=at) for at, url, data in saved]
    path.write_bytes(b"".join([info(), *written]))
    return path


def test_copies_under_a_query_are_the_page_itself(tmp_path: Path) -> None:
    storm = page(entry(), conversation(said()))
    names = (
        "2017__08__storm.html",
        f"2017__08__storm.html?cid={xid(1)}.html",
        "2017__08__storm.html?no_prefetch=1.html",
    )
    source = folder(tmp_path, **dict.fromkeys(names, storm))
    assert len(posts(source)["Storm"].comments) == 1
    assert any("2 saved pages are copies of others" in sentence for sentence in notes(source))


def test_the_front_page_under_an_unknown_address_is_no_page_and_links_to_it_lead_home(tmp_path: Path) -> None:
    storm = page(entry(body='<p><a href="lost.html">home</a></p>'))
    source = folder(tmp_path, **{"2017__08__storm.html": storm, "2017__08__lost.html": front(entry()), "x": b""})
    assert posts(source)["Storm"].body == f'<p><a href="{HOME}">home</a></p>'
    assert any("1 saved page is the front page" in sentence for sentence in notes(source))
    assert not any("lost" in one.path for one in records(source) if isinstance(one, AddressRecord))


def test_of_several_captures_comes_the_newest_text_and_every_comment(tmp_path: Path) -> None:
    early = page(entry(body="<p>Old</p>"), conversation(said("<p>One.</p>", 1), said("<p>Two.</p>", 2)))
    late = page(entry(body="<p>New</p>"), conversation(said("<p>Two, edited.</p>", 2), said("<p>Three.</p>", 3)))
    source = crawl(tmp_path / "a.warc", (LATE, STORM, late), (EARLY, STORM, early))
    storm = posts(source)["Storm"]
    assert storm.body == "<p>New</p>"
    assert sorted(one.text for one in storm.comments) == ["One.", "Three.", "Two, edited."]


def test_comments_stand_in_the_order_of_their_dates_whichever_way_the_page_went(tmp_path: Path) -> None:
    newest_first = [
        said("<p>c</p>", 3, when="August 31, 2017 at 09:00 AM"),
        said("<p>b</p>", 2, when="August 30, 2017 at 08:25 PM"),
        said("<p>a</p>", 1, when="August 30, 2017 at 08:25 PM"),
    ]
    source = folder(tmp_path, **{"2017__08__storm.html": page(entry(), conversation(*newest_first))})
    assert [one.text for one in posts(source)["Storm"].comments] == ["a", "b", "c"]


def test_a_comment_keeps_both_of_its_ids_and_the_hosts_is_theirs(tmp_path: Path) -> None:
    one = said(name="Nils Aro", old="12828452", mark="comment-by-owner")
    source = folder(tmp_path, **{"2017__08__storm.html": page(entry(), conversation(one))})
    [found] = posts(source)["Storm"].comments
    assert (found.id, found.old_id, found.old_number, found.member) == (xid(1), xid(1), "12828452", "Nils Aro")


@pytest.mark.parametrize(("day", "clue"), [("12/06/2017", "31/08/2017"), ("06/12/2017", "08/31/2017")])
def test_dates_in_numbers_are_read_as_the_rest_of_the_weblog_writes_them(tmp_path: Path, day: str, clue: str) -> None:
    talk = conversation(said(when=f"{day} at 01:20 PM"))
    other = entry("Fog", url=f"{HOME}2017/08/fog.html", day=clue)
    pages = {
        "2017__08__storm.html": page(entry(), talk),
        "2017__08__fog.html": page(other, url=f"{HOME}2017/08/fog.html"),
    }
    [found] = posts(folder(tmp_path, **pages))["Storm"].comments
    assert found.date == datetime(2017, 6, 12, 13, 20)


def test_categories_keep_their_slugs_and_labels(tmp_path: Path) -> None:
    source = folder(tmp_path, **{"2017__08__storm.html": page(entry()), "samples-1__page__2__index.html": front()})
    found = {one.label: (one.slug, one.addresses) for one in records(source) if isinstance(one, CategoryRecord)}
    assert found["Samples"][0] == "samples-1"
    assert found["Sea"] == ("sea", ("/tide/sea/",))
    assert posts(source)["Storm"].categories == ("Sea",)


def test_a_post_that_only_a_list_shows_is_kept_with_a_warning(tmp_path: Path) -> None:
    fog = entry("Fog", url=f"{HOME}2017/08/fog.html", count="3")
    source = folder(tmp_path, **{"index.html": front(entry(), fog), "2017__08__storm.html": page(entry())})
    found = posts(source)
    assert found["Storm"].warnings == ()
    assert "only a list shows this post" in found["Fog"].warnings[0]


def test_what_pages_say_of_posts_is_told_to_be_checked(tmp_path: Path) -> None:
    nav = f'<p class="content-nav"><a class="content-nav-prev" href="{HOME}2017/08/calm.html">« Calm</a></p>'
    source = folder(tmp_path, **{"index.html": front(entry(count="2")), "2017__08__storm.html": page(entry(), nav=nav)})
    claims = [one for one in records(source) if isinstance(one, ClaimRecord)]
    assert ClaimRecord(STORM, 2, f"{HOME}2017/08/calm.html", "") in claims


def test_the_weblog_itself_its_lists_and_files_are_told(tmp_path: Path) -> None:
    source = folder(tmp_path, **{"2017__08__storm.html": page(entry())})
    (source / "tide.example.com" / ".a").mkdir()
    (source / "tide.example.com" / ".a" / "6a00d8-800wi").write_bytes(b"\xff\xd8picture")
    found = records(source)
    assert found[0] == WeblogRecord(
        HOME,
        "Tide",
        "Water, twice a day",
        "en-US",
        (("Harbours", (("The Quay", "http://quay.example/", "a friend's"),)),),
    )
    [media] = [one for one in found if isinstance(one, MediaRecord)]
    assert media.url == "http://tide.example.com/.a/6a00d8-800wi"
    assert media.open is not None
    with media.open() as file:
        assert file.read() == b"\xff\xd8picture"


def test_a_redirect_leads_to_its_post_still(tmp_path: Path) -> None:
    away = record(answer(b"", "HTTP/1.1 301 Moved", Location=STORM), url=f"{HOME}2017/08/strom.html")
    path = tmp_path / "a.warc"
    path.write_bytes(info() + away + record(answer(page(entry())), url=STORM))
    assert posts(path)["Storm"].addresses == ("/tide/2017/08/strom.html",)


def test_what_has_no_post_in_it_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "news.html"
    path.write_bytes(b"<html><p>News")
    with pytest.raises(BrokenExport, match=r"^none of its 1 saved page is a post of a weblog"):
        list(CaptureReader(path))
