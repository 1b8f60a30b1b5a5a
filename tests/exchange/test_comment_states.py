"""A comment that one piece shows to readers and another keeps back waits for the host, whichever came first."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tertulia.conversation import moderation
from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation
from tertulia.exchange.answering import answer, answer_alike
from tertulia.exchange.answers import Said
from tertulia.exchange.question import Question
from tertulia.exchange.taking_back import take_back
from tertulia.weblog import search
from tertulia.weblog.weblog import Weblog
from tests.exchange.pieces import Piece, as_it_stands, bring, captured, exported, shown, typed

pytestmark = pytest.mark.django_db

PATH = "/tide/2018/03/the-tide-table.html"
BUY = "Buy the best nets here."
ORDERS = pytest.mark.parametrize("order", [1, -1])


def pieces(status: str, *more: str) -> list[Piece]:
    """An export that keeps one comment back (and ``more``), and a page that shows all of them."""
    kept = [typed(words, 5 + place, status=status) for place, words in enumerate((BUY, *more))]
    seen = [shown(words, 5 + place) for place, words in enumerate((BUY, *more))]
    return [
        Piece("wxr", exported(typed("First.", 1), *kept, typed("Last.", 30))),
        Piece("capture", captured(shown("First.", 1), *seen, shown("Last.", 30))),
    ]


def bring_all(weblog: Weblog, *brought: Piece) -> None:
    for piece in brought:
        bring(weblog, piece)


def asked() -> Question:
    return Question.objects.open().get(kind="status")


def stands() -> tuple[str, int | None, str]:
    comment = Comment.objects.get(text=BUY)
    return comment.state, comment.number, comment.uncertain


def rows() -> list[object]:
    conversations = list(Conversation.objects.values_list("post", "count", "last_number"))
    return [conversations, *(list(model.objects.order_by("pk").values()) for model in (Comment, Question))]


@ORDERS
@pytest.mark.parametrize("status", ["held", "spam", "withdrawn"])
def test_it_is_held_and_the_host_is_asked(tide: Weblog, client: Client, status: str, order: int) -> None:
    bring_all(tide, *pieces(status)[::order])
    assert stands() == ("held", None, "status")
    page = client.get(PATH).content.decode()
    assert (BUY in page, "not certain" in page) == (False, False)
    assert list(Comment.objects.published().values_list("number", "text")) == [(1, "First."), (2, "Last.")]
    assert list(Conversation.objects.values_list("count", "last_number")) == [(2, 2)]
    said = {side["source"]: side["text"] for side in asked().sides}
    assert said == {"capture": "Published", "wxr": status.capitalize()}
    assert search.find(tide, "nets") == []


@ORDERS
def test_shown_it_takes_its_place_and_kept_back_it_is_what_the_export_says(tide: Weblog, order: int) -> None:
    bring_all(tide, *pieces("spam")[::order])
    before = rows()
    decision = answer(asked(), Said("published"), actor=None)
    assert stands() == ("published", 2, "")
    take_back(decision, actor=None)
    assert rows() == before
    decision = answer(asked(), Said("kept", reason="An advertisement"), actor=None)
    assert stands() == ("spam", None, "")
    take_back(decision, actor=None)
    assert rows() == before


def test_what_was_only_held_is_withdrawn_when_the_host_keeps_it_back(tide: Weblog) -> None:
    bring_all(tide, *pieces("held"))
    answer(asked(), Said("kept"), actor=None)
    assert stands() == ("withdrawn", None, "")


@pytest.mark.parametrize("status", ["held", "spam", "withdrawn"])
def test_both_orders_give_one_weblog(tide: Weblog, status: str) -> None:
    stood = []
    for order in (1, -1):
        bring_all(tide, *pieces(status)[::order])
        stood.append((as_it_stands(tide), asked().evidence))
        before = rows()
        bring_all(tide, *pieces(status))
        assert rows() == before
        tide.posts.all().delete()
    assert stood[0] == stood[1]


def test_what_all_pieces_say_is_no_question(tide: Weblog) -> None:
    said = typed(BUY, 5, status="spam")
    bring_all(tide, Piece("wxr", exported(said)), Piece("disqus", captured(said)), Piece("mt", exported()))
    assert (stands(), Question.objects.count()) == (("spam", None, ""), 0)


@ORDERS
@pytest.mark.parametrize("state", ["published", "spam", "withdrawn"])
def test_what_the_host_has_decided_here_stays(tide: Weblog, state: str, order: int) -> None:
    first, second = pieces("held")[::order]
    bring(tide, first)
    moderation.judge(Comment.objects.get(text=BUY), "withdrawn", actor=None)
    moderation.judge(Comment.objects.get(text=BUY), state, actor=None)
    bring(tide, second)
    assert (stands()[0], Question.objects.count()) == (state, 0)


def test_who_judges_it_has_answered_and_who_takes_that_back_is_asked_again(tide: Weblog) -> None:
    bring_all(tide, *pieces("spam"))
    question = asked()
    decision = moderation.judge(Comment.objects.get(text=BUY), "published", actor=None)
    assert Question.objects.open().count() == 0
    with pytest.raises(ValidationError, match="answered already"):
        answer(question, Said("kept"), actor=None)
    bring(tide, Piece("disqus", exported(typed(BUY, 5, status="spam"))))
    assert stands()[0] == "published"
    moderation.undo(decision, actor=None)
    assert asked() == question


def test_a_third_piece_is_heard_too_until_the_host_has_answered(tide: Weblog) -> None:
    bring_all(tide, *pieces("held"), Piece("disqus", exported(typed(BUY, 5, status="spam"))))
    assert [side["source"] for side in asked().sides] == ["capture", "disqus", "wxr"]
    answer(asked(), Said("kept"), actor=None)
    bring(tide, Piece("mt", exported(typed(BUY, 5))))
    assert (stands(), Question.objects.open().count()) == (("spam", None, ""), 0)


def test_one_answer_settles_all_of_which_the_pieces_say_the_same(tide: Weblog, client: Client) -> None:
    bring_all(tide, *pieces("held", "I was there too.", "So was I."))
    question = Question.objects.open().first()
    assert question is not None
    assert len(answer_alike(question, Said("published"), actor=None)) == 3
    assert [number for (number,) in Comment.objects.published().values_list("number")] == [1, 2, 3, 4, 5]
    assert "I was there too." in client.get(PATH).content.decode()


def test_numbers_stay_once_somebody_has_commented_here(tide: Weblog) -> None:
    export, page = pieces("spam")
    bring(tide, page)
    Comment.objects.filter(text="Last.").update(source="", source_key="")
    bring(tide, export)
    assert stands() == ("held", 2, "status")
    answer(asked(), Said("published"), actor=None)
    assert stands() == ("published", 2, "")
