"""“Remember me” is a cookie that a reader gets only by ticking the box."""

import json
from urllib.parse import quote, unquote

import pytest
from django.test import Client

from tertulia.conversation.conversation import conversation_of
from tertulia.conversation.forms import blank_form
from tertulia.weblog.post import Post
from tests.conversation.form import fields_of, send, typed_by_ruth
from tests.conversation.people import published


def typed(post: Post, **fields: str) -> dict[str, str]:
    return {**typed_by_ruth(), "token": blank_form(conversation_of(post)).token, **fields}


@pytest.fixture
def where(post: Post) -> str:
    """The address that the form posts to."""
    return blank_form(conversation_of(post)).action


def test_ticked_it_keeps_name_email_and_web_address_for_a_year(client: Client, post: Post, where: str) -> None:
    response = send(client, where, typed(post, name="Rūta; Tamm", remember="1"))
    assert sorted(response.cookies) == ["commenter", "yours"]
    cookie = response.cookies["commenter"]
    kept = {"name": "Rūta; Tamm", "email": "ruth@example.net", "url": "https://ruth.example"}
    assert json.loads(unquote(cookie.value)) == kept
    assert cookie.value == quote(unquote(cookie.value), safe=""), "a script reads it with decodeURIComponent"
    assert (cookie["max-age"], cookie["samesite"], cookie["httponly"]) == (31536000, "Lax", "")


def test_forms_made_for_one_reader_are_filled_from_it(client: Client, post: Post, where: str) -> None:
    published(post)
    send(client, where, typed(post, remember="1"))
    form = fields_of(client.get(f"{where}1/reply/"))
    assert (form["name"], form["email"], form["url"]) == ("Ruth Tamm", "ruth@example.net", "https://ruth.example")
    assert form["remember"] == "1"


def test_the_page_for_everybody_is_not(client: Client, post: Post, where: str) -> None:
    send(client, where, typed(post, remember="1"))
    assert client.get(post.link).content == Client().get(post.link).content


def test_unticked_where_it_was_ticked_takes_the_cookie_back(client: Client, post: Post, where: str) -> None:
    send(client, where, typed(post, remember="1"))
    preview = fields_of(send(client, f"{where}preview/", typed(post, text="Two.")))
    response = send(client, where, preview)
    assert response.cookies["commenter"]["max-age"] == 0


def test_unticked_on_the_page_for_everybody_leaves_it(client: Client, post: Post, where: str) -> None:
    """Without a script the box there is never ticked, so an empty one says nothing."""
    send(client, where, typed(post, remember="1"))
    assert "commenter" not in send(client, where, typed(post, text="Two.")).cookies


def test_a_refused_form_sets_none(client: Client, post: Post, where: str) -> None:
    assert not send(client, where, typed(post, remember="1", email="at home")).cookies


def test_what_browsers_would_drop_is_kept_without_the_web_address(client: Client, post: Post, where: str) -> None:
    response = send(client, where, typed(post, remember="1", name="ū" * 200, url=f"https://ruth.example/{'%20' * 600}"))
    kept = response.cookies["commenter"].value
    assert len(kept) < 4000
    assert json.loads(unquote(kept))["url"] == ""


@pytest.mark.parametrize(
    "junk", ["", "x", "%", "%7B", "[1]", '{"name": 1}', '{"name": "\\u0000\\ud800"}', "%FF" * 99, "%5B" * 20_000]
)
def test_a_cookie_of_something_else_is_no_trouble(client: Client, post: Post, where: str, junk: str) -> None:
    published(post)
    client.cookies["commenter"] = junk
    assert client.get(f"{where}1/reply/").status_code == 200
