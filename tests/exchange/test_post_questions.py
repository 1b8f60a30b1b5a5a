"""What export and page tell differently of a post itself waits as a question, and readers are told of it."""

from datetime import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tertulia.exchange.answering import answer
from tertulia.exchange.answers import Said
from tertulia.exchange.question import Question
from tertulia.exchange.taking_back import take_back
from tertulia.weblog import writing
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.exchange.pieces import URL, Piece, bring, captured, exported

pytestmark = pytest.mark.django_db

PATH = "/tide/2018/03/the-tide-table.html"
PAGE = "<p>High water at six \u2013 as \u201calways\u201d.</p><p>And low water at noon.</p>"


def pieces(page: dict[str, Any], export: dict[str, Any] | None = None) -> list[Piece]:
    return [Piece("mt", exported(**(export or {}))), Piece("capture", captured(**page))]


def bring_all(weblog: Weblog, *brought: Piece) -> None:
    for piece in brought:
        bring(weblog, piece)


def asked(kind: str) -> Question:
    return Question.objects.open().get(kind=kind)


def rows() -> list[Any]:
    return [list(model.objects.order_by("pk").values()) for model in (Post, Question)]


@pytest.mark.parametrize("order", [1, -1])
def test_a_text_that_would_be_lost_is_a_question_and_shown_with_a_mark(
    tide: Weblog, client: Client, order: int
) -> None:
    bring_all(tide, *pieces({"body": PAGE})[::order])
    question = asked("text")
    assert [(side["source"], side["text"]) for side in question.sides] == [
        ("mt", 'High water at six -- as "always".'),
        ("capture", "High water at six \u2013 as \u201calways\u201d.\n\nAnd low water at noon."),
    ]
    assert "The wording is not certain." in client.get(PATH).content.decode()
    assert "The wording is not certain." in client.get("/tide/atom.xml").content.decode()
    answer(question, Said("text-1"), actor=None)
    page = client.get(PATH).content.decode()
    assert "And low water at noon." in page
    assert "not certain" not in page


@pytest.mark.parametrize(
    "page",
    [
        {},
        {"body": "<p>HIGH water <b>at</b>\n six \u2014 as &laquo;always&raquo;.</p>"},
        {"body": "<p>High water at six</p>"},
        {"title": "The \u201ctide\u201d table", "author": "Marta"},
    ],
    ids=["the same", "marked up", "cut", "quotes"],
)
def test_what_a_page_only_shows_otherwise_is_no_question(tide: Weblog, page: dict[str, Any]) -> None:
    bring_all(tide, *pieces(page, {"title": 'The "tide" table'} if page.get("title") else None))
    assert (Question.objects.count(), Post.objects.get().uncertain) == (0, "")


def test_a_text_typed_as_markdown_is_compared_as_readers_see_it(tide: Weblog) -> None:
    source = {"format": "markdown", "body": "High *water*, see [the table](https://a.example/table)\n\n1. six"}
    bring_all(
        tide,
        Piece("capture", captured(body="<p>High <em>water</em>, see the table</p><ol><li>six</li></ol>")),
        Piece("ghost", exported(**source)),
    )
    assert Question.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "page", "given", "column"),
    [
        ("title", {"title": "A tide table"}, "name-1", "title"),
        ("name", {"author": "Nils Berg"}, "name-1", "author_id"),
        ("text", {"body": PAGE}, "text-1", "body"),
    ],
)
def test_an_answer_is_taken_back_to_the_letter(
    tide: Weblog, kind: str, page: dict[str, Any], given: str, column: str
) -> None:
    bring_all(tide, *pieces(page))
    before, value = rows(), getattr(Post.objects.get(), column)
    decision = answer(asked(kind), Said(given, reason="I remember"), actor=None)
    post = Post.objects.get()
    assert (getattr(post, column) != value, post.uncertain) == (True, "")
    assert Question.objects.get().decision == decision
    take_back(decision, actor=None)
    assert rows() == before


def test_to_keep_what_stands_settles_it_too(tide: Weblog) -> None:
    bring_all(tide, *pieces({"body": PAGE}))
    body = Post.objects.get().body
    answer(asked("text"), Said("text-0"), actor=None)
    assert (Post.objects.get().body, Post.objects.get().uncertain) == (body, "")
    bring_all(tide, *pieces({"body": PAGE}))
    assert Question.objects.open().count() == 0


def test_two_names_of_an_author_are_asked_once_for_all_posts(tide: Weblog) -> None:
    urls = [URL.replace("the-tide-table", f"day-{n}") for n in range(3)]
    bring(tide, Piece("mt", *[exported(url=url, author="Ann Ames", author_email="") for url in urls]))
    bring(tide, Piece("capture", *[captured(url=url, author="Bo Berg") for url in urls]))
    assert {post.uncertain for post in Post.objects.all()} == {"name"}
    decision = answer(asked("name"), Said("name-1"), actor=None)
    assert {(post.author and post.author.name, post.uncertain) for post in Post.objects.all()} == {("Ann Ames", "")}
    take_back(decision, actor=None)
    assert {(post.author and post.author.name, post.uncertain) for post in Post.objects.all()} == {("Bo Berg", "name")}


@pytest.mark.parametrize("order", [1, -1])
def test_a_draft_of_which_a_page_was_saved_is_kept_back_until_the_host_says(
    tide: Weblog, client: Client, order: int
) -> None:
    bring_all(tide, *pieces({}, {"status": "draft"})[::order])
    assert Post.objects.get().status == "draft"
    assert client.get(PATH).status_code == 404
    before = rows()
    decision = answer(asked("status"), Said("published"), actor=None)
    assert client.get(PATH).status_code == 200
    take_back(decision, actor=None)
    assert client.get(PATH).status_code == 404
    assert rows() == before
    answer(asked("status"), Said("kept"), actor=None)
    assert (Post.objects.get().status, Post.objects.get().uncertain) == ("draft", "")


@pytest.mark.parametrize("order", [1, -1])
def test_what_was_planned_and_has_a_page_was_published(tide: Weblog, order: int) -> None:
    bring_all(tide, *pieces({}, {"status": "scheduled"})[::order])
    assert (Post.objects.get().status, Question.objects.count()) == ("published", 0)


@pytest.mark.parametrize("order", [1, -1])
def test_a_page_that_has_comments_closes_what_the_export_has_without_any(tide: Weblog, order: int) -> None:
    bring_all(tide, *pieces({"comments_allowed": "open"}, {"comments_allowed": "none"})[::order])
    assert Post.objects.get().conversation.state == "closed"


def test_a_third_piece_asks_again_and_not_twice(tide: Weblog) -> None:
    bring_all(tide, *pieces({"body": PAGE}), Piece("wxr", exported(date=datetime(2018, 3, 4, 18, 5, 4))))
    assert [side["source"] for side in asked("text").sides] == ["mt", "capture"]


def test_what_the_host_has_written_since_is_not_taken_back(tide: Weblog) -> None:
    bring_all(tide, *pieces({"body": PAGE}))
    decision = answer(asked("text"), Said("text-1"), actor=None)
    writing.rewrite_post(Post.objects.get(), writing.Writing(title="New", body="Words"), actor=None)
    with pytest.raises(ValidationError, match="changed since"):
        take_back(decision, actor=None)
    assert Post.objects.get().body == "Words"


def test_what_the_host_has_written_is_no_question(tide: Weblog) -> None:
    bring(tide, Piece("mt", exported()))
    writing.rewrite_post(Post.objects.get(), writing.Writing(title="New", body="Words"), actor=None)
    bring(tide, Piece("capture", captured(body=PAGE)))
    assert (Question.objects.count(), Post.objects.get().body) == (0, "Words")
