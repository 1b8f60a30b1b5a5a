"""Whose a comment is: its private link, and the cookie that only who posted gets."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tertulia.conversation import authorship
from tertulia.conversation.authorship import COOKIE, MOST, comment_of, link_of, token_of
from tertulia.conversation.comment import Comment
from tertulia.conversation.policy import Moderation
from tertulia.exchange.person.erase import erase
from tertulia.exchange.person.person import person_of_email
from tertulia.lib import clock
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog, create_weblog
from tests.cast import Cast, published_post
from tests.conversation.form import SAME_ORIGIN, fields_of, page_of, send, typed_by_ruth, words_of
from tests.conversation.people import moderate, published, say


@pytest.fixture
def open_post(weblog: Weblog, post: Post) -> Post:
    """A post where nobody waits."""
    moderate(weblog, Moderation.NEVER)
    return post


def post_comment(client: Client, post: Post, text: str = "Who signed the inspection?") -> Any:
    form = fields_of(client.get(post.link), **typed_by_ruth(text))
    return send(client, f"{post.stem}/comments/", form)


def more_of(comment: Comment) -> str:
    return f"{comment.conversation.post.stem}/comments/{comment.number}/more/"


def is_offered(client: Client, comment: Comment) -> bool:
    return link_of(comment) in client.get(more_of(comment)).content.decode()


def test_a_link_leads_to_its_comment_and_to_no_other(weblog: Weblog, post: Post) -> None:
    first, second = say(post, "One."), say(post, "Two.")
    assert comment_of(weblog, token_of(first)) == first
    assert token_of(first) != token_of(second)
    forged = token_of(first).replace(f"{first.public_id}.", f"{second.public_id}.")
    for token in (forged, "", "1", f"{first.id}.", token_of(first)[:-1], token_of(first) + "x", "ü.ß"):
        assert comment_of(weblog, token) is None, token
    assert comment_of(create_weblog("bilge", title="Bilge Water"), token_of(first)) is None


def test_a_link_lasts_when_its_weblog_comes_back_from_an_archive(weblog: Weblog, post: Post) -> None:
    comment = say(post)
    link = token_of(comment)
    Comment.objects.filter(id=comment.id).update(first_id=700_000)
    assert comment_of(weblog, link) is None
    comment.refresh_from_db()
    assert comment_of(weblog, token_of(comment)) == comment


def test_the_link_of_somebody_who_is_forgotten_is_dead(weblog: Weblog, post: Post) -> None:
    comment = say(post)
    token = token_of(comment)
    erase(person_of_email(weblog, "ruth@example.net"), "name", actor=None)
    assert comment_of(weblog, token) is None


def test_whoever_posts_gets_one_cookie_that_no_script_reads(client: Client, open_post: Post) -> None:
    client.get(open_post.link)
    assert not client.cookies
    response = post_comment(client, open_post)
    assert list(response.cookies) == [COOKIE]
    cookie = response.cookies[COOKIE]
    facts = (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["secure"])
    assert facts == ("/harbour/", True, "Lax", 31 * 24 * 3600, "")
    assert cookie.value == token_of(Comment.objects.get())


def test_the_cookie_is_sent_back_encrypted_only_where_the_weblog_is(
    client: Client, open_post: Post, settings: Settings
) -> None:
    settings.ORIGIN = "https://harbour.example"
    assert post_comment(client, open_post).cookies[COOKIE]["secure"] is True


@pytest.mark.parametrize(
    ("path", "place"),
    [("/2005/11/storm.html", "/2005/11/storm/comments/"), ("/a;b/ü/", "/a%3Bb/%C3%BC/comments/")],
)
def test_below_a_post_that_lives_elsewhere_it_is_sent_back_only_there(
    client: Client, open_post: Post, path: str, place: str
) -> None:
    Post.objects.filter(id=open_post.id).update(path=path)
    response = post_comment(client, Post.objects.get(id=open_post.id))
    assert response.cookies[COOKIE]["path"] == place


def test_it_holds_the_last_comments_and_never_more(client: Client, open_post: Post) -> None:
    for number in range(MOST + 3):
        with clock.standing_at(clock.now()):
            Comment.objects.update(ip=None, network=None, email="")
            response = post_comment(client, open_post, f"Words {number}.")
    kept = response.cookies[COOKIE].value
    newest = [token_of(one) for one in Comment.objects.order_by("-id")[:MOST]]
    assert kept.split("~") == newest
    assert len(kept) < 2000


@pytest.mark.parametrize("value", ["~~~", "x" * 5000, "1.a~" * 3000, '"\\303', "ü"])
def test_a_cookie_of_anything_else_is_no_proof_and_no_error(client: Client, open_post: Post, value: str) -> None:
    comment = published(open_post)
    client.cookies[COOKIE] = value
    assert not is_offered(client, comment)
    assert post_comment(client, open_post).status_code == 303


def test_who_posted_is_offered_to_change_it_and_nobody_else(client: Client, open_post: Post) -> None:
    post_comment(client, open_post)
    comment = Comment.objects.get()
    assert is_offered(client, comment)
    assert not is_offered(Client(), comment)


def test_who_is_signed_in_is_known_as_its_author(cast: Cast, open_post: Post) -> None:
    ilses, martas = Client(), Client()
    for client, member in ((ilses, cast.moderator), (martas, cast.host)):
        assert member.user
        client.force_login(member.user)
    send(ilses, f"{open_post.stem}/comments/", fields_of(ilses.get(open_post.link), **typed_by_ruth()))
    comment = Comment.objects.get()
    ilses.cookies.pop(COOKIE)
    assert (is_offered(ilses, comment), is_offered(martas, comment)) == (True, False)


def test_nobody_gets_the_link_by_sending_anothers_words_again(open_post: Post) -> None:
    nameless = {"name": "Ruth", "text": "As I said.", "email": "", "url": ""}
    form = {**fields_of(Client().get(open_post.link)), **nameless}
    with clock.standing_at(clock.now()):
        first = send(Client(), f"{open_post.stem}/comments/", form)
        again = send(Client(), f"{open_post.stem}/comments/", form)
    assert (list(first.cookies), list(again.cookies)) == ([COOKIE], [COOKIE]), "pressed twice"
    Comment.objects.update(ip="198.51.100.9")
    stranger = send(Client(), f"{open_post.stem}/comments/", form)
    assert (stranger.status_code, list(stranger.cookies)) == (303, [])
    assert Comment.objects.count() == 1


def test_who_waits_is_told_the_link(client: Client, post: Post) -> None:
    response = post_comment(client, post)
    comment = Comment.objects.get()
    assert page_of(response).css_first("#link a").attributes["href"] == link_of(comment)  # type: ignore[union-attr]
    assert "It waits for the host." in words_of(client.get(link_of(comment)))


@pytest.mark.parametrize("name", ["", "withdrawal/", "return/"])
def test_private_pages_are_kept_private(client: Client, post: Post, name: str) -> None:
    link = link_of(say(post))
    verb = client.get if not name else client.post
    response = verb(f"{link}{name}", headers=SAME_ORIGIN)
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert authorship.comment_of(post.weblog, "") is None


def test_a_link_of_another_weblog_or_of_nothing_is_a_404(client: Client, post: Post) -> None:
    token = token_of(say(post))
    create_weblog("bilge", title="Bilge Water")
    for address in (
        f"/bilge/comments/yours/{token}/",
        "/harbour/comments/yours/1.x/",
        f"/nobody/comments/yours/{token}/",
    ):
        assert client.get(address).status_code == 404, address
        assert client.post(f"{address}withdrawal/").status_code == 404, address


def test_more_of_a_comment_that_is_not_there_is_a_404(client: Client, post: Post) -> None:
    published_post(post.weblog, "Another")
    for number in (1, 2, 99):
        assert client.get(f"{post.stem}/comments/{number}/more/").status_code == 404
