"""What stands in an export of Blogger, of its own and of Google Takeout, and what becomes of it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tertulia.exchange.records import AddressRecord, AuthorRecord, TagRecord, Unreadable, WeblogRecord
from tests.exchange.writing_blogger import (
    BLOG,
    DRAFT,
    REMOVED,
    author,
    comment,
    entry,
    feed,
    notes,
    posts,
    read,
    setting,
    taken,
    takeout,
)


def test_posts_and_pages_keep_their_addresses(tmp_path: Path) -> None:
    post, page = posts(read(tmp_path, feed(entry(), entry("page", 13, title="About"))))
    assert (post.kind, post.url, post.basename) == (
        "post",
        "http://tide.example.org/2018/03/the-tide-table.html",
        "the-tide-table",
    )
    assert (page.kind, page.url) == ("page", "http://tide.example.org/p/about.html")
    assert (post.id, post.title, post.body) == (f"{BLOG}.post-12", "The tide table", "High water at six.")
    assert post.date is not None
    assert post.date.astimezone(UTC) == datetime(2018, 3, 4, 18, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "status"),
    [
        (feed(entry("post", 12, DRAFT)), "draft"),
        (feed(entry(date="2018-09-01T10:00:00Z")), "scheduled"),
        (feed(entry(date="")), "draft"),
        (takeout(taken()), "published"),
        (takeout(taken(status="DRAFT")), "draft"),
        (takeout(taken(status="SCHEDULED")), "scheduled"),
        (takeout(taken(status="SOFT_TRASHED")), "discarded"),
        (takeout(taken(trashed="2020-01-01T00:00:00Z")), "discarded"),
        (takeout(taken(status="ODD")), "draft"),
    ],
)
def test_drafts_and_what_is_still_to_come_are_told_apart(tmp_path: Path, written: str, status: str) -> None:
    assert [one.status for one in posts(read(tmp_path, written))] == [status]


def test_a_status_or_date_that_is_missing_is_told(tmp_path: Path) -> None:
    (odd,) = posts(read(tmp_path, takeout(taken(status="ODD"))))
    (undated,) = posts(read(tmp_path, feed(entry(date=""))))
    assert "its status “ODD” is not known" in odd.warnings[0]
    assert "it has no date" in undated.warnings[0]


def test_comments_find_their_post_wherever_they_stand(tmp_path: Path) -> None:
    written = feed(
        comment("First<br />and<br/> more", 1),
        entry("post", 11, title="Before"),
        entry(),
        comment("Second", 2, parent=1),
        comment("Elsewhere", 3, post=11),
    )
    before, post = posts(read(tmp_path, written))
    assert [one.text for one in before.comments] == ["Elsewhere"]
    assert [(one.id, one.answers, one.text, one.old_id) for one in post.comments] == [
        ("1", "", "First\nand\nmore", "1"),
        ("2", "1", "Second", "2"),
    ]
    first = post.comments[0]
    assert first.date is not None
    assert first.date.astimezone(UTC).hour == 7
    assert (first.name, first.email) == ("Ruth Ames", "")


def test_comments_of_takeout_name_their_post_and_whom_they_answer(tmp_path: Path) -> None:
    parent = f"{BLOG}.post-12"
    written = takeout(
        taken(filename="/2018/03/tide.html"),
        taken("COMMENT", 1, parent=parent, body="One"),
        taken("COMMENT", 2, parent=parent, inReplyTo=f"{BLOG}.post-1", body="Two"),
        taken("COMMENT", 3, parent=parent, status="PENDING", body="Three"),
        taken("COMMENT", 4, parent=parent, status="SPAM", body="Four"),
        taken("COMMENT", 5, parent=parent, status="EMPTIED", body=""),
        taken("COMMENT", 6, parent=parent, status="ODD", body="Six"),
    )
    records = read(tmp_path, written)
    (post,) = posts(records)
    assert post.url == "/2018/03/tide.html"
    assert [one.answers for one in post.comments[:2]] == ["", "1"]
    assert [one.status for one in post.comments] == ["published", "published", "held", "spam", "withdrawn", "held"]
    assert "the state “ODD” of a comment is not known" in notes(records)


def test_a_comment_that_was_removed_is_kept_from_readers(tmp_path: Path) -> None:
    (post,) = posts(read(tmp_path, feed(entry(), comment("This comment has been removed.", 1, REMOVED))))
    assert post.comments[0].status == "withdrawn"


def test_who_writes_posts_and_comments_from_one_profile_is_one_person(tmp_path: Path) -> None:
    mine = "https://www.blogger.com/profile/1"
    (post,) = posts(read(tmp_path, feed(entry(), comment(name="M.", profile=mine), comment("And I", 2))))
    assert [one.member for one in post.comments] == ["Marta Oyelaran", ""]


def test_a_comment_without_its_post_or_its_parent_is_told(tmp_path: Path) -> None:
    records = read(tmp_path, feed(entry(), comment(post=99), comment("Alone", 2, parent=77)))
    (lost,) = (record for record in records if isinstance(record, Unreadable))
    assert (lost.what, "is not in the file" in lost.why) == ("comments", True)
    assert "answers one that is not in the file" in posts(records)[0].warnings[0]


def test_labels_are_tags_with_their_addresses_named_once(tmp_path: Path) -> None:
    records = read(tmp_path, feed(entry(labels=["Low Tide", "Sea"]), entry("post", 13, labels=["Sea"])))
    tags = [record for record in records if isinstance(record, TagRecord)]
    assert [(tag.name, tag.addresses[0]) for tag in tags] == [
        ("Low Tide", "/search/label/Low Tide"),
        ("Sea", "/search/label/Sea"),
    ]
    assert [post.tags for post in posts(records)] == [("Low Tide", "Sea"), ("Sea",)]


def test_labels_that_takeout_puts_into_one_are_several(tmp_path: Path) -> None:
    packed = f"<category scheme='{BLOG}' term='Low Tide&#10;Sea'/>"
    assert posts(read(tmp_path, takeout(taken("POST", 12, packed))))[0].tags == ("Low Tide", "Sea")


def test_authors_are_named_once_and_without_the_address_that_all_have(tmp_path: Path) -> None:
    records = read(tmp_path, feed(entry(), entry("post", 13, by=author("Tomas Brandt", "x")), entry("post", 14)))
    assert [(one.name, one.email) for one in records if isinstance(one, AuthorRecord)] == [
        ("Marta Oyelaran", ""),
        ("Tomas Brandt", ""),
    ]


def test_months_and_feeds_lead_to_where_they_are_today(tmp_path: Path) -> None:
    records = read(tmp_path, feed(entry(), entry("post", 13, DRAFT, title="Never")))
    leads = {record.path: record.to for record in records if isinstance(record, AddressRecord)}
    assert leads["/2018/03/"] == leads["/2018_03_01_archive.html"] == "2018/03/"
    assert (leads["/feeds/posts/default"], leads["/rss.xml"]) == ("atom.xml", "rss.xml")
    assert posts(records)[0].addresses == ("/feeds/12/comments/default",)


def test_the_weblog_is_named_and_its_design_is_counted(tmp_path: Path) -> None:
    records = read(
        tmp_path, feed(setting("BLOG_DESCRIPTION", "Water"), setting("X", "y"), entry("template", 1), entry())
    )
    (weblog,) = (record for record in records if isinstance(record, WeblogRecord))
    assert (weblog.url, weblog.title, weblog.tagline) == ("http://tide.example.org/", "The Tide Table", "Water")
    assert "2 times" in notes(records)
    assert "“template”" in notes(records)
    assert len(posts(records)) == 1


def test_what_is_no_post_of_blogger_is_counted(tmp_path: Path) -> None:
    assert "neither post nor page" in notes(read(tmp_path, feed(entry(), entry("widget", 3))))


def test_each_reading_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "blog.xml"
    read(tmp_path, feed(entry(), comment(), comment(post=99)))
    from_start = read(tmp_path, path.read_bytes())
    assert from_start == read(tmp_path, path.read_bytes())
