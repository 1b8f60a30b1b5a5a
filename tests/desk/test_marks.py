"""What the host says of a comment beside its words, at the desk."""

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.mark import Mark
from tertulia.conversation.moderation import judge
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tests.desk.people import Say, page


@pytest.fixture
def comment(post: Post, say: Say) -> Comment:
    return say(post, state="published")


def address(comment: Comment, rest: str = "marks/") -> str:
    return f"/desk/comments/{comment.id}/{rest}"


def state_of(kind: str) -> str:
    return Mark.objects.get(kind=kind).state


def test_a_comment_is_picked_and_no_longer(marta: Client, comment: Comment) -> None:
    html = page(marta.post(address(comment), {"kind": "picked"}, follow=True))
    assert "host’s pick" in html
    assert "Undo" in html
    assert "marked" not in LexborHTMLParser(html).css(".queue .why")[0].text(), "no evidence for a judgement"
    assert "host’s pick" not in page(marta.post(address(comment, "marks/removal/"), {"kind": "picked"}, follow=True))


def test_a_link_that_is_none_is_given_back_with_the_reason(marta: Client, comment: Comment) -> None:
    answer = marta.post(address(comment), {"kind": "corrected", "link": "#77", "note": "By the way"})
    shown = LexborHTMLParser(page(answer))
    assert answer.status_code == 422
    assert [one.attributes["value"] for one in shown.css("#mark-link, #mark-note")] == ["#77", "By the way"]
    assert "no such comment" in shown.css("[role=alert]")[0].text()
    assert marta.post(address(comment), {"kind": "wrong"}).status_code == 404


def test_the_host_promises_to_find_out_and_does(marta: Client, comment: Comment) -> None:
    marta.post(address(comment, "replies/"), {"text": "I will find out.", "question": "open"})
    assert state_of("question") == "open"
    listed = LexborHTMLParser(page(marta.get("/desk/comments/"))).css("#questions a")
    assert [link.attributes["href"] for link in listed] == [f"/desk/comments/{comment.id}/#marks"]
    marta.post(address(comment, "replies/"), {"text": "Three piers.", "question": "answered"})
    assert state_of("question") == "answered"
    assert not LexborHTMLParser(page(marta.get("/desk/comments/"))).css("#questions a")


def test_a_promise_is_undone_beside_the_reply_that_made_it(marta: Client, comment: Comment) -> None:
    said = {"text": "I will find out.", "question": "open"}
    offered = LexborHTMLParser(page(marta.post(address(comment, "replies/"), said, follow=True)))
    decisions = [one.attributes["value"] for one in offered.css(".notices [name=decision]")]
    assert [Decision.objects.get(id=int(one or 0)).kind for one in decisions] == ["host-reply", "mark-question"]


def test_what_cannot_be_promised_is_not_said_either_and_is_given_back(marta: Client, comment: Comment) -> None:
    judge(comment, "withdrawn", actor=None)
    answer = marta.post(address(comment, "replies/"), {"text": "I will find out.", "question": "open"})
    shown = LexborHTMLParser(page(answer))
    assert (answer.status_code, HostReply.objects.exists()) == (422, False)
    assert "cannot be marked" in shown.css("[role=alert]")[0].text()
    assert "I will find out." in shown.css("textarea[name=text]")[0].text()


def test_a_preview_keeps_the_promise_ticked(marta: Client, comment: Comment) -> None:
    answer = marta.post(address(comment, "replies/preview/"), {"text": "I will find out.", "question": "open"})
    assert "checked" in LexborHTMLParser(page(answer)).css("#question")[0].attributes
