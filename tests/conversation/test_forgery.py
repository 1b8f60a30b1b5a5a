"""A form that another web site sends is refused, and a session that comes along is not used."""

import pytest
from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import conversation_of
from tertulia.conversation.forms import blank_form
from tertulia.weblog.post import Post
from tests.cast import Cast
from tests.conversation.form import fields_of, send, typed_by_ruth

FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://testserver.evil.example"},
]
OURS = [
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "http://testserver"},
    {"Origin": "http://127.0.0.1:8000"},
]


def typed(post: Post) -> dict[str, str]:
    return {**typed_by_ruth(), "name": "Marta Oyelaran", "token": blank_form(conversation_of(post)).token}


def address(post: Post) -> str:
    return blank_form(conversation_of(post)).action


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize("door", ["", "preview/"])
def test_another_site_is_refused_even_with_a_good_token_and_a_session(
    client: Client, cast: Cast, post: Post, headers: dict[str, str], door: str
) -> None:
    assert cast.host.user
    client.force_login(cast.host.user)
    response = send(client, f"{address(post)}{door}", typed(post), **headers)
    assert response.status_code == 403
    assert not Comment.objects.exists()
    assert fields_of(response)["text"] == "Who signed the inspection?"


@pytest.mark.parametrize("headers", OURS)
def test_our_own_pages_are_taken_with_the_session(
    client: Client, cast: Cast, post: Post, headers: dict[str, str]
) -> None:
    assert cast.host.user
    client.force_login(cast.host.user)
    assert send(client, address(post), typed(post), **headers).status_code == 303
    assert Comment.objects.get().member == cast.host


def test_an_old_browser_that_tells_nothing_is_a_reader_with_or_without_session(
    client: Client, cast: Cast, post: Post
) -> None:
    assert cast.host.user
    client.force_login(cast.host.user)
    assert client.post(address(post), typed(post)).status_code == 200
    comment = Comment.objects.get()
    assert (comment.state, comment.member, comment.user) == ("held", None, None)


def test_without_a_token_nothing_is_taken(client: Client, post: Post) -> None:
    assert client.post(address(post), {**typed(post), "token": ""}).status_code == 403
    assert not Comment.objects.exists()


def test_no_form_of_readers_needs_djangos_cookie(post: Post) -> None:
    client = Client(enforce_csrf_checks=True)
    assert send(client, address(post), typed(post)).status_code == 200
    assert send(client, f"{address(post)}preview/", typed(post)).status_code == 200
