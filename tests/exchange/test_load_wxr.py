"""Loading an export of WordPress: threads, states, headings; a second run changes nothing."""

from datetime import UTC, datetime

import pytest

from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation
from tertulia.weblog.category import Category, rename_category
from tertulia.weblog.post import Post
from tertulia.weblog.tag import Tag
from tertulia.weblog.weblog import Weblog
from tests.exchange.loading import Export, new
from tests.exchange.writing_wxr import attachment, author, category, comment, filed, item, wxr

pytestmark = pytest.mark.django_db

HEAD = author() + category("sea", "Sea", description="All &amp; sundry") + category("ebb", "Ebb", "sea", number=8)
FILED = [filed("ebb", "Ebb"), filed("moon", "The Moon", "post_tag")]
FULL = wxr(
    item("Tides", 1, *FILED, comment(), comment("And I.", 2, parent="1")),
    item("About", 2, post_type="page", comment_status="closed"),
    item("Later", 3, status="future", post_date_gmt="2098-03-04 10:00:00"),
    item("Never", 4, status="draft", link="https://tide.example.org/?p=4"),
    item("Gone", 5, status="trash", link="https://tide.example.org/?p=5"),
    attachment(6, "pier.jpg"),
    head=HEAD,
)


def test_everything_is_counted_once_and_a_second_run_changes_nothing(tide: Weblog, export: Export) -> None:
    report = export.load(tide, FULL)
    counts = new(report)
    # Three addresses of the two posts of readers, one more of the page; lists and feeds besides.
    assert counts.pop("addresses") == 2 + 3 + 9 + 2 + 2 + 1 + 2 + 3
    assert counts == {
        "posts": 1,
        "pages": 1,
        "drafts": 1,
        "scheduled": 1,
        "discarded": 1,
        "comments": 2,
        "categories": 2,
        "tags": 1,
        "authors": 1,
    }
    assert [(loss["what"], "pier.jpg" in loss["why"]) for loss in report.lost] == [("media", True)]
    before = [list(model.objects.order_by("id").values()) for model in (Post, Comment, Category, Tag)]
    again = export.load(tide, FULL)
    assert (new(again), again.known) == ({}, report.new)
    assert before == [list(model.objects.order_by("id").values()) for model in (Post, Comment, Category, Tag)]


def test_answers_stand_below_what_they_answer_whatever_the_clocks_say(tide: Weblog, export: Export) -> None:
    said = [
        comment("third", 1, parent="2", date_gmt="2018-03-05 06:00:00"),
        comment("second", 2, date_gmt="2018-03-05 09:00:00"),
        comment("first", 3, date_gmt="2018-03-05 05:00:00"),
    ]
    export.load(tide, wxr(item("Tides", 1, *said)))
    rows = Comment.objects.order_by("number").values_list("number", "text", "parent__text", "old_id")
    assert list(rows) == [(1, "first", None, "3"), (2, "second", None, "2"), (3, "third", "second", "1")]


def test_an_answer_that_a_later_file_brings_finds_its_question(tide: Weblog, export: Export) -> None:
    export.load(tide, wxr(item("Tides", 1, comment())))
    report = export.load(tide, wxr(item("Tides", 1, comment("I saw it, edited."), comment("And I.", 2, parent="1"))))
    assert (report.known["comments"], report.new["comments"]) == (1, 1)
    assert Comment.objects.get(old_id="2").parent == Comment.objects.get(text="I saw it too.")


def test_comments_that_answer_each_other_are_all_there(tide: Weblog, export: Export) -> None:
    circle = [comment("a", 1, parent="2"), comment("b", 2, parent="1"), comment("c", 3, parent="9")]
    export.load(tide, wxr(item("Tides", 1, *circle)))
    assert Conversation.objects.get().count == 3


def test_states_are_kept_and_stand_in_the_log(tide: Weblog, export: Export) -> None:
    states = [("published", "1"), ("held", "0"), ("spam", "spam"), ("withdrawn", "trash")]
    said = [comment(name, number, approved=state) for number, (name, state) in enumerate(states, 1)]
    pings = [comment("ping", 8, type="pingback"), comment("thrown away", 9, type="trackback", approved="trash")]
    export.load(tide, wxr(item("Tides", 1, *said, *pings)))
    assert {one.text: one.state for one in Comment.objects.all()} == {
        **{name: name for name, _state in states},
        "ping": "held",
        "thrown away": "withdrawn",
    }
    assert Conversation.objects.get().count == 1
    logged = tide.decisions.filter(kind="comment")
    assert sorted(logged.values_list("after", flat=True)) == ["held", "held", "spam", "withdrawn", "withdrawn"]


def test_who_was_signed_in_is_a_member(tide: Weblog, export: Export) -> None:
    export.load(tide, wxr(item("Tides", 1, comment(user_id="1"), comment(number=2)), head=author()))
    marta = tide.members.get(name="Marta Oyelaran")
    assert list(Comment.objects.order_by("id").values_list("member", flat=True)) == [marta.id, None]


def test_categories_keep_their_slugs_their_order_and_their_words(tide: Weblog, export: Export) -> None:
    # Those below may come before what is above them.
    export.load(
        tide, wxr(head=category("ebb", "Ebb", "c-plus") + category("c-plus", "C++", description="All &amp; <b>it</b>"))
    )
    ebb = Category.objects.select_related("parent").get(label="Ebb")
    assert ebb.parent
    assert (ebb.parent.label, ebb.parent.slug, ebb.parent.description) == ("C++", "c-plus", "All & it")


def test_a_category_that_the_host_renamed_since_is_known(tide: Weblog, export: Export) -> None:
    export.load(tide, FULL)
    rename_category(Category.objects.get(slug="ebb"), "Low water")
    assert new(export.load(tide, FULL)) == {}


def test_tags_keep_their_slugs(tide: Weblog, export: Export) -> None:
    tags = [filed("c", "C", "post_tag"), filed("c-2", "C++", "post_tag"), filed("c-2", "c++", "post_tag")]
    export.load(tide, wxr(item("Tides", 1, *tags)))
    assert dict(Post.objects.get().tags.values_list("name", "slug")) == {"C": "c", "C++": "c-2"}


def test_posts_keep_their_dates_and_titles_are_words(tide: Weblog, export: Export) -> None:
    export.load(tide, wxr(item("The <em>Vis</em> &amp; I", 1)))
    found = Post.objects.get()
    assert (found.title, found.published_at) == ("The Vis & I", datetime(2018, 3, 4, 18, 5, 4, tzinfo=UTC))


def test_a_draft_that_was_published_since_is_the_same_post(tide: Weblog, export: Export) -> None:
    export.load(tide, wxr(item("Tides", 1, status="draft", link="https://tide.example.org/?p=1")))
    report = export.load(tide, wxr(item("Tides", 1)))
    assert (report.known["posts"], report.new["posts"], Post.objects.count()) == (1, 0, 1)


def test_two_posts_of_one_address_are_both_imported(tide: Weblog, export: Export) -> None:
    twice = wxr(item("Tides", 1), item("Tides", 2, body="Others"))
    report = export.load(tide, twice)
    assert (report.new["posts"], [loss["what"] for loss in report.lost]) == (2, ["addresses"])
    assert new(export.load(tide, twice)) == {}


def test_what_stands_twice_in_a_file_is_imported_once(tide: Weblog, export: Export) -> None:
    twice = wxr(
        item("Tides", 1, comment()), item("Ebb", 2), item("Tides", 1, comment(), comment("b", 2)), head=HEAD + HEAD
    )
    report = export.load(tide, twice)
    assert (report.new["posts"], report.known["posts"], report.new["comments"], report.lost) == (2, 1, 2, [])
    assert new(export.load(tide, twice)) == {}
