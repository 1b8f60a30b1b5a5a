"""POST …/comments/preview/: see the comment before it is posted."""

import pytest
from django.test import Client

from tertulia.conversation.closing import set_state
from tertulia.conversation.comment import Comment
from tertulia.conversation.policy import Moderation
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.cast import Cast
from tests.conversation.confirmed import confirmed
from tests.conversation.form import fields_of, form_of, page_of, send, typed_by_ruth, words_of
from tests.conversation.people import moderate, published


@pytest.fixture
def where(post: Post) -> str:
    """The address of the preview."""
    return f"{post.link.removesuffix('.html')}/comments/preview/"


def test_the_page_offers_it_without_javascript(client: Client, post: Post, where: str) -> None:
    buttons = form_of(client.get(post.link)).css("button")
    assert [button.attributes.get("formaction") for button in buttons] == [None, where]


def test_the_comment_is_shown_as_it_will_look_and_nothing_is_kept(client: Client, post: Post, where: str) -> None:
    typed = fields_of(client.get(post.link), **typed_by_ruth("Is <b>this</b> sound?\n\n> for the season"))
    response = send(client, where, typed)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    shown = page_of(response).css_first("#preview")
    assert shown is not None
    assert shown.css_first("blockquote") is not None
    assert shown.css_first("b") is not None
    assert not Comment.objects.exists()


def test_everything_typed_stands_in_the_form_below(client: Client, post: Post, where: str) -> None:
    typed = fields_of(client.get(post.link), **typed_by_ruth("One.\r\n\r\nTwo."), remember="1")
    back = fields_of(send(client, where, typed))
    assert {name: back[name] for name in ("name", "email", "url", "text", "remember")} == {
        name: typed[name] for name in ("name", "email", "url", "text", "remember")
    }


def test_posting_from_the_preview_twice_is_one_comment(client: Client, weblog: Weblog, post: Post, where: str) -> None:
    moderate(weblog, Moderation.NEVER)
    preview = send(client, where, fields_of(client.get(post.link), **typed_by_ruth()))
    for _time in range(2):
        assert send(client, form_of(preview).attributes["action"] or "", fields_of(preview)).status_code == 303
    assert Comment.objects.get().key == fields_of(preview)["key"]


def test_two_previews_have_keys_of_their_own(client: Client, post: Post, where: str) -> None:
    typed = fields_of(client.get(post.link), **typed_by_ruth())
    assert fields_of(send(client, where, typed))["key"] != fields_of(send(client, where, typed))["key"]


def test_a_preview_of_a_preview_keeps_its_key(client: Client, post: Post, where: str) -> None:
    first = send(client, where, fields_of(client.get(post.link), **typed_by_ruth()))
    assert fields_of(send(client, where, fields_of(first)))["key"] == fields_of(first)["key"]


def test_an_answer_stays_an_answer(client: Client, post: Post, where: str) -> None:
    published(post)
    reply = client.get(f"{where.removesuffix('preview/')}1/reply/")
    preview = send(client, where, fields_of(reply, **typed_by_ruth("In answer.")))
    assert fields_of(preview)["parent"] == "1"
    assert "In reply to Ruth Tamm, #1" in words_of(preview)


def test_what_cannot_be_posted_is_said_at_the_preview(client: Client, post: Post, where: str) -> None:
    typed = fields_of(client.get(post.link), **typed_by_ruth())
    assert send(client, where, {**typed, "email": "at home"}).status_code == 400
    assert send(client, where, {**typed, "text": "a" * 64_001}).status_code == 413
    assert send(client, where, {**typed, "token": "forged"}).status_code == 403
    set_state(post, "closed", actor=None)
    assert send(client, where, typed).status_code == 409


def test_reloading_the_address_leads_to_the_conversation(client: Client, post: Post, where: str) -> None:
    response = client.get(where)
    assert (response.status_code, response["Location"]) == (302, f"{post.link}#conversation")


def test_a_name_that_only_looks_like_somebodys_is_refused_as_posting_does(
    client: Client, marta: Client, cast: Cast, post: Post, where: str
) -> None:
    published(post)
    confirmed(post.weblog)
    typed = fields_of(client.get(post.link), **typed_by_ruth())
    for name in ("Ruth Tаmm", "RUTH TAMM", "marta oyelaran"):
        refused = send(client, where, {**typed, "name": name, "email": "forger@example.net"})
        assert (refused.status_code, "This looks like" in words_of(refused)) == (400, True), name
    assert send(client, where, typed).status_code == 200
    assert send(marta, where, {**typed, "name": "marta oyelaran"}).status_code == 200
