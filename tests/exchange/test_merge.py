"""Pieces of one weblog from different days become one weblog."""

import pytest
from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation
from tertulia.exchange.origin import Origin
from tertulia.exchange.records import CategoryRecord
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.exchange.loading import new
from tests.exchange.pieces import URL, Piece, bring, captured, exported, shown, typed

pytestmark = pytest.mark.django_db

XID = "6a00d83451b06369e2019b00000000970d"


def merged(report: object) -> dict[str, int]:
    """The tables in which something was merged."""
    return {table: count for table, count in report.merged.items() if count}  # type: ignore[attr-defined]


def test_a_page_of_a_post_that_the_export_has_is_that_post(tide: Weblog) -> None:
    bring(tide, Piece("mt", exported(typed("I saw it too."))))
    report = bring(tide, Piece("capture", captured(shown("<p>I saw it too.</p>", old_id=XID))))
    assert (merged(report), new(report)) == ({"posts": 1, "comments": 1}, {})
    assert (Post.objects.count(), Comment.objects.count()) == (1, 1)
    comment = Comment.objects.get()
    assert (comment.old_id, comment.text, comment.email) == (XID, "I saw it too.", "ruth@example.org")


def test_exact_words_and_seconds_of_the_export_replace_those_of_the_page(tide: Weblog) -> None:
    bring(tide, Piece("capture", captured(shown("<p>Six o&#8217;clock.</p>", old_id=XID))))
    bring(tide, Piece("mt", exported(typed("Six o'clock."))))
    post, comment = Post.objects.get(), Comment.objects.get()
    assert (post.format, post.body, post.published_at.second) == ("lines", 'High water at six -- as "always".', 4)
    assert (comment.text, comment.created_at.second, comment.old_id) == ("Six o'clock.", 33, XID)
    kept = Origin.objects.get(source="capture", comment=None).said
    assert kept["text"]["body"] == "<p>High water at six \u2013 as \u201calways\u201d.</p>"


@pytest.mark.parametrize("first", ["mt", "capture"])
def test_the_name_on_the_page_goes_before_that_of_an_account(tide: Weblog, first: str) -> None:
    pieces = [
        Piece("mt", exported(typed("I saw it there too.", name="GetTide"), author="GetTide")),
        Piece("capture", captured(shown("I saw it there too.", name="Kevin Vale"), author="Kevin Vale")),
    ]
    for piece in pieces if first == "mt" else reversed(pieces):
        bring(tide, piece)
    assert Comment.objects.get().name == Post.objects.get().author.name == "Kevin Vale"  # type: ignore[union-attr]


def test_each_piece_again_changes_nothing(tide: Weblog) -> None:
    pieces = [
        Piece("mt", exported(typed("One."), typed("Two.", 5))),
        Piece("capture", captured(shown("<p>Two.</p>", 5, old_id=XID), shown("Three.", 9))),
    ]
    for piece in pieces:
        bring(tide, piece)
    rows = [list(model.objects.order_by("pk").values()) for model in (Post, Comment, Origin, Conversation)]
    for piece in (*pieces, *reversed(pieces)):
        report = bring(tide, piece)
        assert (new(report), merged(report)) == ({}, {})
    assert rows == [list(model.objects.order_by("pk").values()) for model in (Post, Comment, Origin, Conversation)]


def test_a_comment_that_was_missing_takes_its_place_in_time(tide: Weblog) -> None:
    bring(tide, Piece("mt", exported(typed("First.", 1), typed("Third.", 20))))
    report = bring(tide, Piece("capture", captured(shown("First.", 1), shown("Second.", 10), shown("Third.", 20))))
    assert (new(report), merged(report)) == ({"comments": 1}, {"posts": 1, "comments": 2})
    conversation = Conversation.objects.get()
    numbered = list(conversation.comments.order_by("number").values_list("number", "text"))
    assert numbered == [(1, "First."), (2, "Second."), (3, "Third.")]
    assert (conversation.count, conversation.last_number) == (3, 3)


def test_numbers_stay_once_somebody_has_commented_here(tide: Weblog) -> None:
    bring(tide, Piece("mt", exported(typed("First.", 1), typed("Third.", 20))))
    Comment.objects.filter(text="Third.").update(source="", source_key="")
    bring(tide, Piece("capture", captured(shown("Second.", 10))))
    assert list(Comment.objects.order_by("number").values_list("text", flat=True)) == ["First.", "Third.", "Second."]


def test_two_different_comments_are_never_one(tide: Weblog) -> None:
    bring(tide, Piece("mt", exported(typed("+1", name="Ann"), typed("I agree."), typed("I agree.", 3))))
    bring(tide, Piece("capture", captured(shown("+1", name="Bo"), shown("I agree. Really.", 3), shown("I agree.", 8))))
    assert Comment.objects.count() == 6


def test_the_same_words_in_the_same_minute_are_as_many_as_were_said(tide: Weblog) -> None:
    bring(tide, Piece("mt", exported(typed("Hear, hear"), typed("Hear, hear"))))
    report = bring(tide, Piece("capture", captured(*[shown("Hear, hear", id=str(n)) for n in range(3)])))
    assert (report.merged["comments"], report.new["comments"], Comment.objects.count()) == (2, 1, 3)


def test_long_words_are_known_without_their_date(tide: Weblog) -> None:
    words = "The ferry was late again, and nobody at the harbour office knew whether it would come at all."
    bring(tide, Piece("mt", exported(typed(words))))
    report = bring(tide, Piece("text", captured(shown(words, date=None, name=""))))
    assert (report.merged["comments"], Comment.objects.get().name) == (1, "Ruth Ames")


def test_what_the_host_has_edited_stays(tide: Weblog) -> None:
    bring(tide, Piece("capture", captured(shown("As shown."))))
    Post.objects.update(title="Corrected", body="New words", changed_at="2020-01-01T00:00:00Z")
    Comment.objects.update(text="Edited.", changed_at="2020-01-01T00:00:00Z", old_id="c1")
    bring(tide, Piece("mt", exported(typed("As shown."))))
    post = Post.objects.get()
    assert (post.title, post.body, post.published_at.second) == ("Corrected", "New words", 0)
    assert "Edited." in Comment.objects.values_list("text", flat=True)


def test_an_older_address_finds_the_post_and_both_are_kept(tide: Weblog) -> None:
    bring(tide, Piece("mt", exported(addresses=("/tide/2018/03/tides.html",))))
    moved = captured(url=URL.replace("the-tide-table", "tides"), addresses=("/tide/2018/tide.html",))
    report = bring(tide, Piece("capture", moved))
    assert (merged(report), new(report)) == ({"posts": 1}, {"addresses": 1})
    assert set(Post.objects.get().addresses.values_list("path", flat=True)) == {
        "/tide/2018/03/tides.html",
        "/tide/2018/tide.html",
    }


def test_a_post_of_another_weblog_or_of_this_desk_is_no_piece(tide: Weblog) -> None:
    bring(tide, Piece("mt", exported()))
    Post.objects.update(source="", source_key="")
    report = bring(tide, Piece("capture", captured()))
    assert (new(report)["posts"], merged(report)) == (1, {})


def test_answers_find_their_question_in_another_piece(tide: Weblog) -> None:
    bring(tide, Piece("mt", exported(typed("A question?"), typed("An answer.", 9))))
    bring(
        tide,
        Piece(
            "capture",
            captured(
                shown("A question?", id="7"),
                shown("An answer.", 9, id="8", answers="7"),
                shown("Me too.", 12, id="9", answers="8"),
            ),
        ),
    )
    parents = dict(Comment.objects.values_list("text", "parent__text"))
    assert parents == {"A question?": None, "An answer.": "A question?", "Me too.": "An answer."}


def test_a_category_gets_the_slug_and_the_place_that_its_page_has(tide: Weblog, client: Client) -> None:
    bring(tide, Piece("mt", exported()))
    bring(tide, Piece("capture", CategoryRecord("Sea & Salt", slug="salt_water"), captured()))
    assert [category.slug for category in tide.categories.all()] == ["salt-water"]
    assert client.get("/tide/sea-salt/").headers["Location"] == "/tide/salt-water/"
