"""What pieces leave open waits as questions; each answer is a decision that can be taken back to the letter."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tertulia.conversation import moderation
from tertulia.conversation.collision import Collision
from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.rearranging import join_comment, split_comment
from tertulia.exchange.answering import answer, answer_alike
from tertulia.exchange.answers import Said
from tertulia.exchange.question import Question
from tertulia.exchange.records import CommentRecord, Doubt, ReplyRecord
from tertulia.exchange.taking_back import take_back
from tertulia.weblog.decision import Decision
from tertulia.weblog.member import Role, add_member
from tertulia.weblog.weblog import Weblog
from tests.exchange.pieces import Piece, bring, captured, exported, shown, typed

pytestmark = pytest.mark.django_db

PATH = "/tide/2018/03/the-tide-table.html"
AUTHOR = Doubt("author", "No name has survived.", ("Ruth", "Bo"))
CUT = Doubt("cut", "A new comment probably begins here.")
HOST = Doubt("host", "It is signed “mo”.")


def told(*comments: CommentRecord) -> Piece:
    return Piece("text", captured(*comments))


def said(text: str, *doubts: Doubt, **fields: Any) -> CommentRecord:
    return CommentRecord(text=text, doubts=doubts, **fields)


def asked(kind: str) -> Question:
    return Question.objects.open().get(kind=kind)


def rows() -> list[Any]:
    """All that was said, to the letter."""
    models = (Conversation, Comment, HostReply)
    return [list(model.objects.order_by("pk").values()) for model in models if model is not Conversation] + [
        list(Conversation.objects.values_list("post", "count", "last_number"))
    ]


def test_a_comment_in_doubt_is_held_until_the_last_question_is_settled(tide: Weblog, client: Client) -> None:
    bring(tide, told(said("Sure.", name="Ann"), said("Whose is this?", AUTHOR, CUT)))
    comment = Comment.objects.get(text="Whose is this?")
    assert (comment.state, comment.uncertain) == ("held", "author cut")
    assert "Whose is this?" not in client.get(PATH).content.decode()
    answer(asked("cut"), Said("own"), actor=None)
    comment.refresh_from_db()
    assert (comment.state, comment.uncertain) == ("held", "author")
    answer(asked("author"), Said("name-1"), actor=None)
    comment.refresh_from_db()
    assert (comment.state, comment.uncertain, comment.name, comment.number) == ("published", "", "Bo", 2)
    assert "Whose is this?" in client.get(PATH).content.decode()


def test_a_host_may_publish_it_with_a_mark(tide: Weblog, client: Client) -> None:
    bring(tide, told(said("Whose is this?", AUTHOR)))
    moderation.judge(Comment.objects.get(), "published", actor=None)
    page = client.get(PATH).content.decode()
    assert '<p class="uncertain" role="note">Who wrote this is not certain.</p>' in page
    answer(asked("author"), Said(name="Nils"), actor=None)
    assert "not certain" not in client.get(PATH).content.decode()


ANSWERS = [
    ("author", Said("name-0")),
    ("author", Said(name="Typed Name", reason="I remember")),
    ("author", Said("nobody")),
    ("cut", Said("own")),
    ("cut", Said("join")),
    ("host", Said("reply")),
    ("host", Said("host")),
    ("host", Said("other")),
]


@pytest.mark.parametrize(("kind", "given"), ANSWERS, ids=str)
def test_what_was_answered_is_taken_back_to_the_letter(tide: Weblog, kind: str, given: Said) -> None:
    add_member(tide, name="Marta Oyelaran", role=Role.OWNER, actor=None)
    doubts = {"author": AUTHOR, "cut": CUT, "host": HOST}
    doubtful = said("Second. mo", doubts[kind], name="mo", id="2")
    bring(tide, told(said("First.", name="Ann", id="1"), doubtful, said("Third.", answers="2")))
    before, events = rows(), list(Question.objects.values())
    decision = answer(asked(kind), given, actor=None)
    question = Question.objects.get()
    assert (question.is_open, question.decision, question.reason) == (False, decision, given.reason)
    assert rows() != before
    take_back(decision, actor=None)
    assert (rows(), list(Question.objects.values())) == (before, events)
    # It can be answered again, otherwise.
    answer(asked(kind), given, actor=None)


def test_the_hosts_answer_goes_inside_the_comment_before_it(tide: Weblog, client: Client) -> None:
    host = add_member(tide, name="Marta Oyelaran", role=Role.OWNER, actor=None)
    bring(tide, told(said("First.", name="Ann"), said("It is so. mo", HOST, name="mo"), said("Third.", name="Bo")))
    answer(asked("host"), Said("reply"), actor=None)
    reply = HostReply.objects.get()
    assert (reply.comment.text, reply.member, reply.text, reply.initials) == ("First.", host, "It is so.", "mo")
    assert list(Comment.objects.published().values_list("number", "text")) == [(1, "First."), (2, "Third.")]
    assert "It is so." in client.get(PATH).content.decode()


def test_joined_words_stand_in_one_comment_and_its_other_questions_are_settled(tide: Weblog) -> None:
    bring(tide, told(said("First.", name="Ann"), said("Second.", CUT, AUTHOR)))
    answer(asked("cut"), Said("join"), actor=None)
    assert Comment.objects.published().get().text == "First.\n\nSecond."
    assert Question.objects.open().count() == 0


def test_a_reply_that_a_piece_has_found_stands_inside_and_may_be_put_beside(tide: Weblog) -> None:
    reply = ReplyRecord("Indeed so.", sign="mo", doubts=(HOST,))
    bring(tide, told(CommentRecord(text="A question?", name="Ann", replies=(reply,))))
    inside = HostReply.objects.get()
    assert (inside.name, inside.text) == ("Marta Oyelaran", "Indeed so.")
    assert (inside.comment.state, inside.comment.uncertain) == ("held", "host")
    before = rows()
    decision = answer(asked("host"), Said("beside"), actor=None)
    assert list(Comment.objects.published().values_list("text", "parent__text")) == [
        ("A question?", None),
        ("Indeed so.", "A question?"),
    ]
    take_back(decision, actor=None)
    assert rows() == before


def test_two_names_of_one_comment_are_a_question_and_shown_with_a_mark(tide: Weblog, client: Client) -> None:
    words = ["The ferry is late.", "The ferry is late again."]
    bring(tide, Piece("mt", exported(*[typed(one, n, name="Ruth Ames") for n, one in enumerate(words)])))
    bring(tide, Piece("capture", captured(*[shown(one, n, name="Ruth Tamm") for n, one in enumerate(words)])))
    assert client.get(PATH).content.decode().count("The name is not certain.") == 2
    first = Question.objects.open().first()
    assert first is not None
    assert (first.choices, first.evidence[1]) == (["Ruth Tamm", "Ruth Ames"], {"source": "mt", "text": "Ruth Ames"})
    assert len(answer_alike(first, Said("name-1"), actor=None)) == 2
    assert set(Comment.objects.values_list("name", "uncertain", "state")) == {("Ruth Ames", "", "published")}


def test_two_texts_of_one_comment_are_shown_side_by_side(tide: Weblog) -> None:
    xid = "6a00d83451b06369e2019b00000000970d"
    bring(tide, Piece("wxr", exported(typed("As it was.", old_id=xid))))
    bring(tide, Piece("capture", captured(shown("As it was, and more.", old_id=xid))))
    question = asked("text")
    assert [side["text"] for side in question.sides] == ["As it was.", "As it was, and more."]
    answer(question, Said("text-1"), actor=None)
    assert Comment.objects.get().text == "As it was, and more."


def test_a_few_words_of_one_minute_under_two_names_may_be_one_comment(tide: Weblog) -> None:
    bring(tide, Piece("mt", exported(typed("+1", name="GetTide"))))
    bring(tide, Piece("capture", captured(shown("+1", name="Kevin Vale"))))
    assert set(Comment.objects.values_list("state", "uncertain")) == {("published", "twice")}
    before = rows()
    decision = answer(asked("twice"), Said("name-1"), actor=None)
    assert [(c.name, c.uncertain) for c in Comment.objects.published()] == [("Kevin Vale", "")]
    take_back(decision, actor=None)
    assert rows() == before
    answer(asked("twice"), Said("another"), actor=None)
    assert Comment.objects.published().filter(uncertain="").count() == 2


def test_a_question_takes_only_its_own_answers_and_only_once(tide: Weblog) -> None:
    bring(tide, told(said("Whose?", AUTHOR)))
    question = asked("author")
    for wrong in (Said("join"), Said("name-7"), Said(), Said("name-x")):
        with pytest.raises(ValidationError, match="Choose one of the answers"):
            answer(question, wrong, actor=None)
    answer(question, Said("name-0"), actor=None)
    with pytest.raises(ValidationError, match="answered already"):
        answer(question, Said("name-1"), actor=None)


def test_only_the_last_decision_about_a_comment_is_taken_back(tide: Weblog) -> None:
    bring(tide, told(said("Whose?", AUTHOR)))
    decision = answer(asked("author"), Said("name-0"), actor=None)
    moderation.judge(Comment.objects.get(), "spam", actor=None)
    with pytest.raises(Collision):
        take_back(decision, actor=None)


def test_an_answer_is_not_taken_back_below_a_later_one(tide: Weblog) -> None:
    bring(tide, told(said("Whose?", AUTHOR), said("And this?", CUT)))
    first = answer(asked("author"), Said("name-0"), actor=None)
    later = answer(asked("cut"), Said("join"), actor=None)
    with pytest.raises(Collision):
        take_back(first, actor=None)
    take_back(later, actor=None)
    take_back(first, actor=None)
    assert Question.objects.open().count() == 2


def test_a_comment_is_split_and_joined_by_hand(tide: Weblog) -> None:
    bring(tide, told(said("One.\n\nTwo.", name="Ann"), said("Three.", name="Bo")))
    before, comment = rows(), Comment.objects.order_by("number").first()
    assert comment is not None
    decision = split_comment(comment, 5, actor=None)
    numbered = list(Comment.objects.published().values_list("number", "text", "name"))
    assert numbered == [(1, "One.", "Ann"), (2, "Two.", ""), (3, "Three.", "Bo")]
    take_back(decision, actor=None)
    assert rows() == before
    decision = join_comment(Comment.objects.get(number=2), actor=None)
    assert Comment.objects.published().get().text == "One.\n\nTwo.\n\nThree."
    take_back(decision, actor=None)
    assert rows() == before
    assert Decision.objects.filter(reason="Taken back").count() == 2


@pytest.mark.parametrize("at", [0, 99, -1])
def test_a_split_leaves_words_on_both_sides(tide: Weblog, at: int) -> None:
    bring(tide, told(said("Words", name="Ann")))
    with pytest.raises(ValidationError, match="needs some words"):
        split_comment(Comment.objects.get(), at if at >= 0 else 0, actor=None)


def test_a_second_import_asks_nothing_again(tide: Weblog) -> None:
    piece = told(said("First.", name="Ann"), said("Second.", CUT, AUTHOR))
    bring(tide, piece)
    answer(asked("cut"), Said("join"), actor=None)
    bring(tide, piece)
    assert (Question.objects.count(), Comment.objects.count()) == (2, 2)
