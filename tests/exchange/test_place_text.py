"""A text without an address finds its post by its title, its neighbours' titles and its day."""

from datetime import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation
from tertulia.exchange.answering import answer
from tertulia.exchange.answers import Said
from tertulia.exchange.origin import Origin
from tertulia.exchange.question import Question
from tertulia.exchange.records import CommentRecord, Doubt, PostRecord
from tertulia.exchange.taking_back import take_back
from tertulia.lib import clock
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.exchange.loading import new
from tests.exchange.pieces import URL, Piece, bring, exported, typed

pytestmark = pytest.mark.django_db

TITLES = ("High water", "The tide table", "The gate is shut")
LONG = "The ferry was late again, and nobody at the harbour office knew whether it would come at all."
AUTHOR = Doubt("author", "No name has survived.", ("Ruth", "Bo"))


def export(*comments: CommentRecord, titles: tuple[str, ...] = TITLES) -> Piece:
    """Three posts, one a day; the second has the comments."""
    posts = [
        exported(
            *(comments if title == TITLES[1] else ()),
            title=title,
            url=URL.replace("the-tide-table", f"day-{n}"),
            date=datetime(2018, 3, 4 + n, 18, 5, 4),
        )
        for n, title in enumerate(titles)
    ]
    return Piece("mt", *posts)


def text(*comments: CommentRecord, **fields: Any) -> Piece:
    """What is left of the page of the second."""
    known = {"previous": TITLES[0], "following": TITLES[2], "date": datetime(2018, 3, 5), "status": "draft", "id": "t1"}
    return Piece("text", PostRecord(comments=comments, **{**known, **fields}))


def known_words() -> list[tuple[str, str, str]]:
    rows = Comment.objects.order_by("conversation__post__path", "created_at", "id")
    return list(rows.values_list("conversation__post__title", "state", "text"))


@pytest.mark.parametrize("order", [1, -1])
def test_neighbours_and_day_are_enough_in_any_order(tide: Weblog, client: Client, order: int) -> None:
    said = [
        CommentRecord(text=LONG),
        CommentRecord(text="Whose is this?", doubts=(AUTHOR,)),
        CommentRecord(text="Yes."),
    ]
    pieces = [export(typed(LONG, name="Ruth Ames")), text(*said)]
    for piece in pieces[::order]:
        bring(tide, piece)
    assert Question.objects.open().filter(kind="same").count() == 0
    post = Post.objects.get(title=TITLES[1])
    below = Comment.objects.filter(conversation=post.id).order_by("created_at")
    assert list(below.values_list("text", "state", "name")) == [
        (LONG, "published", "Ruth Ames"),
        ("Whose is this?", "held", ""),
        ("Yes.", "published", ""),
    ]
    assert Question.objects.open().get().post == post
    page = client.get("/tide/2018/03/day-1.html").content.decode()
    assert "Yes." in page
    assert "Whose is this?" not in page
    for piece in pieces:
        assert new(bring(tide, piece)) == {}
    assert Comment.objects.filter(conversation=post.id).count() == 3


def test_its_own_title_and_day_are_enough(tide: Weblog) -> None:
    bring(tide, export())
    bring(tide, text(CommentRecord(text="Yes."), title="THE TIDE  TABLE", previous="", following=""))
    assert known_words() == [(TITLES[1], "published", "Yes.")]


def test_its_own_title_alone_is_a_question(tide: Weblog) -> None:
    bring(tide, export())
    bring(tide, text(CommentRecord(text="Yes."), title=TITLES[1], previous="", following="", date=None))
    assert Question.objects.open().get().choices == ["/tide/2018/03/day-1.html"]


def test_what_may_be_is_a_question_with_what_speaks_for_and_against_it(tide: Weblog) -> None:
    bring(tide, export())
    bring(tide, text(CommentRecord(text="Yes."), following="Another title"))
    question = Question.objects.open().get()
    assert question.choices == ["/tide/2018/03/day-1.html"]
    assert "the same here and there: the post before it, its day; different: the post after it" in question.sentence
    assert "High water" in question.sides[1]["text"]


@pytest.mark.parametrize(
    "fields",
    [
        {"previous": TITLES[1], "following": TITLES[2]},
        {"title": "Quite another", "following": ""},
        {"previous": "", "following": "", "title": ""},
        {"previous": TITLES[0], "following": "Another title", "date": datetime(2018, 4, 5)},
    ],
    ids=["between two that are here", "another title", "nothing known", "too little"],
)
def test_what_stands_between_others_is_a_post_of_its_own(tide: Weblog, fields: dict[str, Any]) -> None:
    bring(tide, export())
    bring(tide, text(CommentRecord(text="Yes."), **fields))
    assert (Post.objects.count(), Question.objects.count()) == (4, 0)


def rows() -> list[Any]:
    models = (Post, Conversation, Comment, Question, Origin)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_the_answer_is_taken_back_to_the_letter(tide: Weblog) -> None:
    said = [
        CommentRecord(text=LONG, id="1"),
        CommentRecord(text="Whose is this?", doubts=(AUTHOR,), answers="1", id="2"),
        CommentRecord(text="Sure.", name="Bo", answers="2", id="3"),
    ]
    bring(tide, export(typed(LONG), typed("First.", 9)))
    bring(tide, text(*said, following="Another title"))
    before = rows()
    decision = answer(Question.objects.open().get(kind="same"), Said("post-0", reason="I know"), actor=None)
    post = Post.objects.get(title=TITLES[1])
    assert Comment.objects.get(text="Whose is this?").parent == Comment.objects.get(text=LONG, conversation=post.id)
    assert Comment.objects.get(text="Sure.").conversation_id == post.id
    assert Post.objects.get(title="").status == "discarded"
    take_back(decision, actor=None)
    assert rows() == before


def test_what_is_answered_meanwhile_stays(tide: Weblog) -> None:
    bring(tide, export())
    bring(tide, text(CommentRecord(text="Yes.", id="1"), following="Another title"))
    decision = answer(Question.objects.open().get(), Said("post-0"), actor=None)
    post = Post.objects.get(title=TITLES[1])
    moved, now = Comment.objects.get(), clock.now()
    Comment.objects.create(
        conversation=post.conversation, text="Why?", parent=moved, state="held", created_at=now, changed_at=now
    )
    with pytest.raises(ValidationError, match="answered it meanwhile"):
        take_back(decision, actor=None)


def test_another_post_is_an_answer_that_is_not_asked_again(tide: Weblog) -> None:
    bring(tide, export())
    piece = text(CommentRecord(text="Yes."), following="Another title")
    bring(tide, piece)
    answer(Question.objects.open().get(), Said("another"), actor=None)
    bring(tide, piece)
    bring(tide, export())
    assert (Question.objects.open().count(), Post.objects.get(title="").status) == (0, "draft")


def test_it_is_done_by_a_decision_that_says_why(tide: Weblog) -> None:
    bring(tide, export())
    bring(tide, text(CommentRecord(text="Yes.")))
    decision = Decision.objects.get(kind="question")
    assert "the same here and there: the post before it, the post after it, its day" in decision.reason
    take_back(decision, actor=None)
    assert [where for where, _state, _text in known_words()] == [""]
