"""What the host says of a comment beside its words, at the desk."""

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from tertulia.conversation.comment import Comment
from tertulia.conversation.mark import Mark
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


def test_a_preview_keeps_the_promise_ticked(marta: Client, comment: Comment) -> None:
    answer = marta.post(address(comment, "replies/preview/"), {"text": "I will find out.", "question": "open"})
    assert "checked" in LexborHTMLParser(page(answer)).css("#question")[0].attributes
