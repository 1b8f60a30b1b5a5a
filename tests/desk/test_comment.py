"""One comment: its page, the host's reply inside it, and the conversation it stands in."""

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation, State
from tertulia.conversation.host_reply import HostReply
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tests.cast import Cast
from tests.desk.people import Say, page


@pytest.fixture
def comment(post: Post, say: Say) -> Comment:
    return say(post, state="published")


def address(comment: Comment, rest: str = "") -> str:
    return f"/desk/comments/{comment.id}/{rest}"


def test_the_page_shows_the_comment_its_evidence_and_its_decisions(marta: Client, comment: Comment) -> None:
    marta.post(address(comment, "spam/"), {"reason": "an advertisement"})
    html = page(marta.get(address(comment)))
    for shown in ("The divers were paid", "nils@example.org", "an advertisement", "Marta Oyelaran", "#1"):
        assert shown in html


def test_the_host_answers_inside_the_comment(marta: Client, comment: Comment) -> None:
    marta.post(address(comment, "replies/"), {"text": "Three, by now."})
    reply = HostReply.objects.get()
    assert (reply.comment, reply.name, reply.initials) == (comment, "Marta Oyelaran", "mo")
    assert "Three, by now." in page(marta.get(address(comment)))


def test_a_reply_is_seen_before_it_is_written(marta: Client, comment: Comment) -> None:
    form = LexborHTMLParser(page(marta.get(address(comment))))
    [seen], [hint] = form.css("#reply [name=seen]"), form.css("#text-markup")
    assert "Begin a line with > to quote." in hint.text()
    typed = {"text": "Three, <b>by now</b>.", "seen": seen.attributes["value"] or ""}
    preview = LexborHTMLParser(page(marta.post(address(comment, "replies/preview/"), typed)))
    assert [shown.text().strip() for shown in preview.css("#preview")] == ["Three, by now."]
    assert not HostReply.objects.exists()
    [text], [seen] = preview.css("#text"), preview.css("#reply [name=seen]")
    marta.post(address(comment, "replies/"), {"text": text.text(), "seen": seen.attributes["value"] or ""})
    reply = HostReply.objects.get()
    again = LexborHTMLParser(page(marta.post(f"/desk/replies/{reply.id}/preview/", {"text": "Four."})))
    assert [shown.text(strip=True) for shown in again.css("#preview")] == ["Four."]
    assert HostReply.objects.get().text == typed["text"]


@pytest.mark.parametrize("text", ["", "a" * 64_001])
def test_a_preview_of_what_cannot_be_a_reply_says_why(marta: Client, comment: Comment, text: str) -> None:
    answer = marta.post(address(comment, "replies/preview/"), {"text": text})
    assert answer.status_code == 422
    assert LexborHTMLParser(page(answer)).css("[role=alert]")


def test_an_empty_reply_is_refused_and_a_long_one_given_back(marta: Client, comment: Comment) -> None:
    assert marta.post(address(comment, "replies/"), {"text": "  "}).status_code == 422
    long = "word " * 20_000
    response = marta.post(address(comment, "replies/"), {"text": long})
    assert response.status_code == 422
    assert long.strip() in page(response)
    assert not HostReply.objects.exists()


def test_a_reply_is_edited_withdrawn_and_shown_again(marta: Client, comment: Comment) -> None:
    marta.post(address(comment, "replies/"), {"text": "Three."})
    reply = HostReply.objects.get()
    assert "Three." in page(marta.get(f"/desk/replies/{reply.id}/"))
    marta.post(f"/desk/replies/{reply.id}/", {"text": "Four."})
    marta.post(f"/desk/replies/{reply.id}/withdrawal/")
    assert (HostReply.objects.get().text, HostReply.objects.get().withdrawn) == ("Four.", True)
    marta.post(f"/desk/replies/{reply.id}/restoration/")
    assert not HostReply.objects.get().withdrawn
    assert marta.post(f"/desk/replies/{reply.id}/", {"text": ""}).status_code == 422


def test_nobody_puts_words_into_the_mouth_of_who_signed(
    marta: Client, ilse: Client, tomas: Client, comment: Comment, cast: Cast
) -> None:
    Post.objects.filter(id=comment.conversation_id).update(author=cast.author)
    marta.post(address(comment, "replies/"), {"text": "Three."})
    reply = HostReply.objects.get()
    for browser in (ilse, tomas):
        assert browser.post(f"/desk/replies/{reply.id}/", {"text": "Marta agrees with me."}).status_code == 404
        assert f'/desk/replies/{reply.id}/"' not in page(browser.get(address(comment)))
    assert tomas.post(f"/desk/replies/{reply.id}/withdrawal/").status_code == 404
    tomas.post("/desk/undoings/", {"decision": Decision.objects.latest("id").id})
    assert (HostReply.objects.get().text, HostReply.objects.get().withdrawn) == ("Three.", False)
    ilse.post(f"/desk/replies/{reply.id}/withdrawal/")
    assert HostReply.objects.get().withdrawn


def test_a_reply_can_be_undone_from_the_notice(marta: Client, comment: Comment) -> None:
    html = page(marta.post(address(comment, "replies/"), {"text": "Three."}, follow=True))
    decision = Decision.objects.latest("id")
    assert f'value="{decision.id}"' in html
    marta.post("/desk/undoings/", {"decision": decision.id})
    assert HostReply.objects.get().withdrawn


@pytest.mark.parametrize("state", [State.CLOSED, State.OPEN, State.NONE])
def test_a_conversation_is_closed_and_opened_and_that_undone(state: State, ilse: Client, comment: Comment) -> None:
    post = comment.conversation.post
    form = {"state": state, "back": address(comment)}
    response = ilse.post(f"/desk/conversations/{post.id}/", form)
    assert response.headers["Location"] == address(comment)
    assert Conversation.objects.get().state == state
    ilse.post("/desk/undoings/", {"decision": Decision.objects.latest("id").id})
    assert Conversation.objects.get().state == State.DEFAULT


def test_a_state_there_is_not_is_a_404(ilse: Client, comment: Comment) -> None:
    assert ilse.post(f"/desk/conversations/{comment.conversation_id}/", {"state": "ajar"}).status_code == 404
