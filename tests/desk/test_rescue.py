"""The rescue desk: what pieces leave open, answered one by one and taken back."""

from dataclasses import replace
from datetime import datetime
from xml.etree.ElementTree import Element

import pytest
from django.http import HttpResponse
from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.exchange.question import Question
from tertulia.exchange.records import ClaimRecord, CommentRecord, Doubt
from tertulia.weblog.weblog import Weblog
from tests.exchange.pieces import Piece, bring, captured
from tests.screens import all_of, parsed, words

pytestmark = pytest.mark.django_db

URL = "https://harbour.example.org/harbour/2018/03/the-gate.html"
DESK = "/desk/harbour/rescue/"
AUTHOR = Doubt("author", "No name has survived.", ("Ruth Ames", "Bo"))
CUT = Doubt("cut", "A new comment probably begins here.")


@pytest.fixture
def rescued(weblog: Weblog) -> Weblog:
    """A page of bare text: one comment is sure, two are not."""
    said = [
        CommentRecord(text="Who shut the gate?", name="Ann"),
        CommentRecord(text="The wind did.\n\nAnd nobody else.", doubts=(AUTHOR,)),
        CommentRecord(text="Surely.", name="Bo", doubts=(CUT,)),
    ]
    claim = ClaimRecord(URL, comments=5, previous=URL.replace("the-gate", "the-lock"))
    bring(weblog, Piece("text", captured(*said, url=URL, date=datetime(2018, 3, 4, 18, 5)), claim))
    return weblog


def tree_of(response: object) -> Element:
    assert isinstance(response, HttpResponse)
    return parsed(response)


def first() -> Question:
    found = Question.objects.open().first()
    assert found
    return found


def test_the_overview_says_what_waits_and_what_is_missing(rescued: Weblog, marta: Client) -> None:
    page = words(all_of(tree_of(marta.get(DESK)), "main")[0])
    assert "2 questions wait for you." in page
    assert "a page says 5 comments, 3 were found" in page
    assert f"A web archive may have {URL.replace('the-gate', 'the-lock')}" in page


def test_a_question_stands_with_its_evidence_and_its_answers(rescued: Weblog, ilse: Client) -> None:
    page = ilse.get(f"{DESK}questions/", follow=True)
    tree = tree_of(page)
    main = words(all_of(tree, "main")[0])
    assert "Whose words are these?" in main
    assert "No name has survived." in main
    assert "Who shut the gate?" in main
    assert [button.get("value") for button in all_of(tree, "button") if button.get("name") == "answer"] == [
        "name-0",
        "name-1",
        "nobody",
    ]


def test_an_answer_leads_to_the_next_question_and_is_undone_from_the_notice(rescued: Weblog, marta: Client) -> None:
    question = first()
    page = marta.post(f"{DESK}questions/{question.id}/", {"answer": "name-0", "reason": "Her style"}, follow=True)
    assert "One comment or two?" in page.content.decode()
    question.refresh_from_db()
    assert (question.answer, question.answered_by, question.reason) == ("Ruth Ames", "Marta Oyelaran", "Her style")
    assert Comment.objects.get(text__startswith="The wind").state == "published"
    decision = question.decision
    assert decision
    marta.post("/desk/undoings/", {"decision": decision.id})
    question.refresh_from_db()
    assert question.is_open
    assert Comment.objects.get(text__startswith="The wind").state == "held"


def test_a_typed_name_is_an_answer_and_nonsense_is_none(rescued: Weblog, marta: Client) -> None:
    address = f"{DESK}questions/{first().id}/"
    refused = marta.post(address, {"answer": "name-9"})
    assert (refused.status_code, "Choose one of the answers." in refused.content.decode()) == (422, True)
    marta.post(address, {"name": "Nils"})
    assert Comment.objects.get(text__startswith="The wind").name == "Nils"


def test_answers_are_listed_with_their_undo(rescued: Weblog, marta: Client) -> None:
    marta.post(f"{DESK}questions/{first().id}/", {"answer": "nobody"})
    tree = tree_of(marta.get(f"{DESK}answered/"))
    assert "Nobody knows" in words(all_of(tree, "main")[0])
    assert [button for button in all_of(tree, "button") if words(button) == "Undo"]


def test_a_comment_is_split_and_joined_on_the_way(rescued: Weblog, marta: Client) -> None:
    question = first()
    marta.post(f"{DESK}questions/{question.id}/splitting/", {"at": "15"})
    assert Comment.objects.filter(text="And nobody else.").exists()
    assert (
        "needs some words"
        in marta.post(f"{DESK}questions/{question.id}/splitting/", {"at": "9999"}, follow=True).content.decode()
    )
    marta.post(f"{DESK}questions/{question.id}/joining/")
    assert Comment.objects.get(name="Ann").text == "Who shut the gate?\n\nThe wind did."


@pytest.mark.parametrize("path", ["", "questions/", "answered/"])
def test_whoever_does_not_moderate_has_no_rescue_desk(
    rescued: Weblog, tomas: Client, client: Client, path: str
) -> None:
    assert tomas.get(DESK + path).status_code == 404
    assert client.get(DESK + path).status_code == 302
    assert tomas.post(f"{DESK}questions/{first().id}/", {"answer": "nobody"}).status_code == 404


def test_a_comment_that_one_piece_keeps_back_stands_beside_what_each_piece_says(weblog: Weblog, ilse: Client) -> None:
    said = [CommentRecord(text=f"Buy nets, {n}.", name="Bo", date=datetime(2018, 3, 5, 7, n)) for n in (1, 2)]
    page = {"url": URL, "date": datetime(2018, 3, 4, 18, 5)}
    bring(weblog, Piece("wxr", captured(*[replace(one, status="spam") for one in said], **page)))
    bring(weblog, Piece("capture", captured(*said, **page)))
    main = words(all_of(tree_of(ilse.get(f"{DESK}questions/", follow=True)), "main")[0])
    for shown in ("Was this published?", "WordPress", "Spam", "Saved pages", "Buy nets, 1.", "Show it to readers"):
        assert shown in main
    assert "and for 1 more comment that the same pieces show and keep back" in main
    ilse.post(f"{DESK}questions/{first().id}/", {"answer": "kept", "alike": "1"})
    assert set(Comment.objects.values_list("state", flat=True)) == {"spam"}
    assert Question.objects.open().count() == 0
