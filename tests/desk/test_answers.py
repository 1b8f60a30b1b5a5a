"""The desk's page of a comment that is not published: an answer to its author, seen first, written, taken back."""

from typing import Any

from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tests.cast import Cast, published_post
from tests.conversation.form import page_of
from tests.desk.people import Say, page


def form_of(response: Any) -> dict[str, str]:
    [seen], [text] = (page_of(response).css(f"#answer form [name={name}]") for name in ("seen", "text"))
    return {"seen": seen.attributes["value"] or "", "text": text.text()}


def test_the_host_sees_the_answer_writes_it_and_takes_it_back(marta: Client, post: Post, say: Say) -> None:
    asked = say(post, name="Jonna")
    typed = form_of(marta.get(f"/desk/comments/{asked.id}/")) | {"text": "I have *asked* there.", "named": "1"}
    seen = marta.post(f"/desk/comments/{asked.id}/answers/", typed | {"preview": "1"})
    [preview], [box] = page_of(seen).css("#preview"), page_of(seen).css("#answer-named")
    assert "To Jonna, who wrote to us:" in preview.text()
    assert not Comment.objects.exclude(id=asked.id).exists()
    assert "checked" in box.attributes
    told = marta.post(f"/desk/comments/{asked.id}/answers/", typed, follow=True)
    assert "Your answer stands in the conversation now, as #1." in page(told)
    [answer] = Comment.objects.exclude(id=asked.id)
    assert f"/desk/comments/{answer.id}/" in page(told)
    marta.post("/desk/undoings/", {"decision": Decision.objects.get(kind="answer-apart").id})
    assert Comment.objects.get(id=answer.id).state == "withdrawn"
    again = marta.post("/desk/undoings/", {"decision": Decision.objects.get(kind="answer-apart").id}, follow=True)
    assert "cannot be undone" in page(again)


def test_who_was_overtaken_keeps_the_words(marta: Client, ilse: Client, post: Post, say: Say) -> None:
    asked = say(post)
    form = form_of(marta.get(f"/desk/comments/{asked.id}/"))
    ilse.post(f"/desk/comments/{asked.id}/answers/", form | {"text": "Mine."})
    late = marta.post(f"/desk/comments/{asked.id}/answers/", form | {"text": "Mine, too."})
    assert (late.status_code, Comment.objects.count()) == (409, 2)
    assert "Ilse Vis answered meanwhile" in page(late)
    assert form_of(late)["text"] == "Mine, too."
    marta.post(f"/desk/comments/{asked.id}/answers/", form_of(late))
    assert Comment.objects.count() == 3


def test_an_author_takes_back_an_answer_of_their_own(tomas: Client, cast: Cast, say: Say) -> None:
    asked = say(published_post(cast.weblog, "By Tomas", author=cast.author))
    tomas.post(f"/desk/comments/{asked.id}/answers/", {"text": "Hello."})
    tomas.post("/desk/undoings/", {"decision": Decision.objects.get(kind="answer-apart").id})
    assert Comment.objects.exclude(id=asked.id).get().state == "withdrawn"


def test_what_is_refused_says_why(marta: Client, post: Post, say: Say) -> None:
    shown, waiting = say(post, state="published"), say(post, "And more.")
    for comment, text in ((shown, "Hello."), (waiting, " ")):
        refused = marta.post(f"/desk/comments/{comment.id}/answers/", {"text": text})
        assert refused.status_code == 422
    assert 'id="answer"' not in page(marta.get(f"/desk/comments/{shown.id}/"))
