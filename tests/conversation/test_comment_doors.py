"""GET …/comments/9/ and …/comments/9/reply/: the lasting address of a comment, and the form that answers it."""

import pytest
from django.test import Client

from tertulia.conversation.closing import set_state
from tertulia.conversation.moderation import judge
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.conversation.form import fields_of, page_of, words_of
from tests.conversation.people import published, say, set_policy


@pytest.fixture
def where(post: Post) -> str:
    """The address of comment number 1."""
    return f"{post.link.removesuffix('.html')}/comments/1/"


def test_the_number_leads_to_the_permalink(client: Client, post: Post, where: str) -> None:
    comment = published(post)
    response = client.get(where)
    assert (response.status_code, response["Location"]) == (302, f"{post.link}#{comment.anchor}")


def test_it_leads_to_whichever_page_shows_the_comment(client: Client, weblog: Weblog, post: Post, where: str) -> None:
    for count in range(3):
        published(post, f"Words {count}.")
    set_policy(weblog, per_page=2)
    assert client.get(where.replace("/1/", "/3/"))["Location"].startswith(where.replace("/1/", "/page/2/"))


@pytest.mark.parametrize("address", ["", "reply/"])
def test_what_is_not_public_is_not_there(client: Client, post: Post, where: str, address: str) -> None:
    say(post)
    assert client.get(f"{where}{address}").status_code == 404
    judge(published(post, "Two."), "withdrawn", actor=None)
    assert client.get(f"{where}{address}").status_code == 404
    assert client.get(f"{where.replace('/1/', f'/{10**30}/')}{address}").status_code == 404
    assert client.post(f"{where}{address}").status_code == 405


def test_the_reply_page_shows_the_comment_and_an_empty_form(client: Client, post: Post, where: str) -> None:
    published(post)
    response = client.get(f"{where}reply/")
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    assert "The letter says more than that." in words_of(response)
    typed = fields_of(response)
    assert (typed["parent"], typed["name"], typed["text"]) == ("1", "", "")
    assert len(typed["key"]) >= 16


def test_no_email_of_anybody_is_on_it(client: Client, post: Post, where: str) -> None:
    published(post)
    assert "ruth@example.net" not in client.get(f"{where}reply/").content.decode()


def test_in_a_closed_conversation_it_says_so(client: Client, post: Post, where: str) -> None:
    published(post)
    set_state(post, "closed", actor=None)
    response = client.get(f"{where}reply/")
    assert response.status_code == 409
    assert "The comments to this entry are closed." in words_of(response)
    assert not page_of(response).css("form.say")
