"""What the reader makes of posts, pages and what they are filed under in an export of WordPress."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tertulia.exchange.records import AuthorRecord, CategoryRecord, MediaRecord, PostRecord, TagRecord, Unreadable
from tests.exchange.writing_wxr import (
    SITE,
    attachment,
    author,
    category,
    comment,
    filed,
    item,
    meta,
    notes,
    post,
    posts,
    read,
    wxr,
)


def test_an_item_is_read_whole(tmp_path: Path) -> None:
    (found,) = posts(tmp_path, wxr(author(), item(excerpt="Short.")))
    assert (found.title, found.kind, found.status, found.format) == ("The tide table", "post", "published", "lines")
    assert (found.author, found.author_email) == ("Marta Oyelaran", "marta@example.org")
    assert (found.body, found.excerpt, found.basename) == ("High water at six.", "Short.", "the-tide-table")
    assert (found.id, found.url) == (f"{SITE}/?p=12", f"{SITE}/2018/03/04/the-tide-table/")
    assert found.addresses == ("/?p=12",)
    assert found.date == datetime(2018, 3, 4, 18, 5, 4, tzinfo=UTC)
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("written", "status", "warned"),
    [
        ("publish", "published", ""),
        ("future", "scheduled", ""),
        ("draft", "draft", ""),
        ("pending", "draft", ""),
        ("private", "draft", "private"),
        ("trash", "discarded", ""),
        ("in-review", "draft", "in-review"),
    ],
)
def test_each_status_becomes_one_of_ours(tmp_path: Path, written: str, status: str, warned: str) -> None:
    found = post(tmp_path, status=written)
    assert found.status == status
    assert bool(found.warnings) == bool(warned)
    assert all(warned in warning for warning in found.warnings)


def test_a_post_with_a_password_is_held_back_and_told(tmp_path: Path) -> None:
    found = post(tmp_path, post_password="enter")
    assert (found.status, found.warnings) == ("draft", ("line 13: it had a password, so it was taken as a draft.",))


def test_dates_are_in_utc_or_else_local_or_else_from_the_feed(tmp_path: Path) -> None:
    zeros = "0000-00-00 00:00:00"
    assert post(tmp_path, post_date_gmt=zeros).date == datetime(2018, 3, 4, 19, 5, 4)
    feed = "<pubDate>Sun, 04 Mar 2018 20:05:04 +0200</pubDate>"
    assert post(tmp_path, feed, post_date_gmt=zeros, post_date=zeros).date == datetime(2018, 3, 4, 18, 5, 4, tzinfo=UTC)


def test_without_any_date_a_post_is_a_draft_and_a_page_is_not(tmp_path: Path) -> None:
    assert post(tmp_path, post_date="", post_date_gmt="never").status == "draft"
    page = post(tmp_path, post_date="", post_date_gmt="2018-02-30 10:00:00", post_type="page")
    assert (page.kind, page.status, page.date) == ("page", "published", None)


def test_every_form_of_an_address_is_named(tmp_path: Path) -> None:
    found = post(tmp_path, meta("_wp_old_slug", "tide-tables"), meta("_wp_old_slug", "no%C3%ABl"))
    assert found.addresses == ("/?p=12", "/2018/03/04/tide-tables/", "/2018/03/04/noël/")
    page = post(tmp_path, post_type="page", link=f"{SITE}/?page_id=12")
    assert (page.url, page.addresses) == ("", ("/?p=12", "/?page_id=12"))
    below = posts(tmp_path, wxr(item(link=f"{SITE}/log//2018/x/"), site=f"{SITE}/log"))[0]
    assert (below.url, below.addresses) == (f"{SITE}/log/2018/x/", ("/log/?p=12",))


def test_what_readers_never_saw_had_no_address(tmp_path: Path) -> None:
    assert post(tmp_path, status="draft", link=f"{SITE}/?p=12").addresses == ()


def test_without_a_guid_the_site_and_the_number_tell_posts_apart(tmp_path: Path) -> None:
    assert post(tmp_path, guid="").id == "tide.example.org#12"


def test_authors_are_known_by_their_login_in_any_case(tmp_path: Path) -> None:
    records = read(tmp_path, wxr(author("MARTA"), item()))
    (found,) = [record for record in records if isinstance(record, AuthorRecord)]
    assert isinstance(records[-1], PostRecord)
    assert records[-1].author_email == found.email == "marta@example.org"
    assert (found.name, found.addresses) == ("Marta Oyelaran", ("/author/marta/",))
    assert posts(tmp_path, wxr(item()))[0].author == "marta"


def test_categories_keep_slug_parent_and_addresses(tmp_path: Path) -> None:
    head = category("sea", "Sea", number=3) + category("ebb", "Ebb &amp; flow", "sea", "When it <b>goes</b>.", 4)
    sea, ebb = [record for record in read(tmp_path, wxr(head=head)) if isinstance(record, CategoryRecord)]
    assert (sea.label, sea.slug, sea.parent) == ("Sea", "sea", "")
    assert (ebb.label, ebb.parent, ebb.description) == ("Ebb &amp; flow", "sea", "When it <b>goes</b>.")
    assert ebb.addresses == ("/category/sea/ebb/", "/category/ebb/", "/?cat=4")


def test_two_categories_of_one_label_are_told_apart_by_what_is_above(tmp_path: Path) -> None:
    head = category("foo", "Foo") + category("bar", "Bar") + category("foo-bar", "Foo", "bar") + category("x", "Foo")
    (found,) = posts(
        tmp_path, wxr(item("A", 1, filed("foo-bar", "Foo"), filed("foo", "Foo"), filed("x", "Foo")), head=head)
    )
    assert found.categories == ("Bar: Foo", "Foo", "Foo (x)")


def test_what_only_posts_name_is_told_before_them(tmp_path: Path) -> None:
    records = read(tmp_path, wxr(item("A", 1, filed("%c3%a9bb", "Ébb"), filed("c-2", "C++", "post_tag")), item("B", 2)))
    kinds = [type(record) for record in records]
    assert kinds.index(CategoryRecord) < kinds.index(TagRecord)
    (named,) = [record for record in records if isinstance(record, CategoryRecord)]
    (tag,) = [record for record in records if isinstance(record, TagRecord)]
    assert (named.slug, tag.slug, tag.name, tag.addresses) == ("ébb", "c-2", "C++", ("/tag/c-2/", "/?tag=c-2"))


def test_before_version_1_1_each_stood_there_twice(tmp_path: Path) -> None:
    old = '<category><![CDATA[Sea]]></category><category domain="tag"><![CDATA[face]]></category>'
    found = post(tmp_path, old, filed("sea", "Sea"), filed("face", "face", "tag"))
    assert (found.categories, found.tags) == (("Sea",), ("face",))
    assert post(tmp_path, old).categories == ("Sea",)


def test_pictures_are_listed_and_what_is_no_post_is_told_once_for_each_kind(tmp_path: Path) -> None:
    menu = [item(f"Menu {n}", n, post_type="nav_menu_item") for n in range(3)]
    records = read(tmp_path, wxr(attachment(20, "pier.jpg"), *menu, item("Soup", 30, post_type="recipe")))
    assert [record.url for record in records if isinstance(record, MediaRecord)] == [
        f"{SITE}/wp-content/uploads/pier.jpg"
    ]
    design, recipe = notes(records)
    assert design.startswith("3 times, first at line ")
    assert "“recipe”" in recipe


def test_what_a_weblog_has_not_is_told_once_for_each_kind(tmp_path: Path) -> None:
    odd = [meta("mood", "calm"), meta("_edit_last", "1"), "<wp:is_sticky>1</wp:is_sticky>", filed("a", "A", "series")]
    told = notes(read(tmp_path, wxr(*(item(f"Day {n}", n, *odd) for n in range(5)))))
    assert len(told) == 3
    assert all(sentence.startswith("5 times, first at line 13: ") for sentence in told)


def test_a_closed_page_that_nobody_discussed_has_no_conversation(tmp_path: Path) -> None:
    assert post(tmp_path, post_type="page", comment_status="closed").comments_allowed == "none"
    assert post(tmp_path, comment_status="closed").comments_allowed == "closed"
    assert post(tmp_path).comments_allowed == "open"


def test_a_text_of_more_than_four_million_characters_is_a_named_loss(tmp_path: Path) -> None:
    records = read(tmp_path, wxr(item("A", 1, comment(), body="x" * 4_000_001), item("B", 2)))
    assert [record.what for record in records if isinstance(record, Unreadable)] == ["posts", "comments", "addresses"]
    assert [record.title for record in records if isinstance(record, PostRecord)] == ["B"]
