"""Readers who sign in, where the host lets them: an account gives no role, and makes comments surely theirs."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.test import Client
from time_machine import travel

from tertulia.conversation.comment import Comment
from tertulia.conversation.identity.commenter import Commenter
from tertulia.conversation.policy import Moderation
from tertulia.lib import clock
from tertulia.lib.tags import HEADER
from tertulia.weblog.member import Member
from tertulia.weblog.post import Post
from tests.cast import Cast
from tests.conversation.confirmed import confirmed, mailed
from tests.conversation.form import SAME_ORIGIN, fields_of, page_of, send, typed_by_ruth, words_of
from tests.conversation.people import published, set_policy

SIGN_IN = "/harbour/sign-in/"
STEPS = ("done/", "name/", "account/", "leaving/")


@pytest.fixture
def open_post(post: Post) -> Post:
    """A post of a weblog whose readers may sign in, and where no comment waits."""
    set_policy(post.weblog, sign_in=True, moderation=Moderation.NEVER)
    return post


def come_in(client: Client, post: Post, name: str = "Ruth Tamm", email: str = "ruth@example.net") -> None:
    """Confirm a name by mail and make an account of it."""
    send(client, "/harbour/confirmation/", {"email": email})
    link, _code = mailed()
    send(client, link, {"name": name})
    answer = send(client, f"{SIGN_IN}account/", {"to": post.link})
    assert answer.status_code == 303
    assert "You are signed in" in words_of(client.get(answer.headers["Location"]))


def ruth() -> User:
    """Her account."""
    return User.objects.get(email="ruth@example.net")


def test_where_the_host_has_not_said_so_nobody_signs_in(client: Client, post: Post) -> None:
    assert "sign-in" not in client.get(post.link).content.decode()
    assert client.get(SIGN_IN).status_code == 404
    assert [send(client, f"{SIGN_IN}{step}", {}).status_code for step in STEPS[1:]] == [404, 404, 404]


def test_pages_lead_to_it_by_a_plain_link_and_say_nothing_of_who_is_signed_in(client: Client, open_post: Post) -> None:
    page = client.get(open_post.link)
    [link] = page_of(page).css('form.say a[href*="sign-in"]')
    assert link.attributes["href"] == f"{SIGN_IN}?to={open_post.link}"
    come_in(client, open_post)
    again = client.get(open_post.link)
    assert (again.content, HEADER in again.headers) == (Client().get(open_post.link).content, True)


def test_somebody_who_never_commented_makes_an_account_and_has_no_role(client: Client, open_post: Post) -> None:
    come_in(client, open_post)
    user = ruth()
    assert (user.email, user.has_usable_password(), user.is_staff) == ("ruth@example.net", False, False)
    assert EmailAddress.objects.get(user=user).verified
    assert not Member.objects.filter(user=user).exists()
    assert client.get("/desk/harbour/").status_code == 404


def test_what_they_post_is_theirs_in_every_browser_in_which_they_sign_in(client: Client, open_post: Post) -> None:
    come_in(client, open_post)
    other = Client()
    other.force_login(ruth())
    form = fields_of(other.get(open_post.link))
    send(other, f"{open_post.stem}/comments/", {**form, **typed_by_ruth("Mine."), "email": ""})
    comment = Comment.objects.get()
    assert (comment.user, comment.commenter, comment.standing) == (ruth(), Commenter.objects.get(), "confirmed")
    more = f"{open_post.stem}/comments/1/more/"
    third = Client()
    third.force_login(ruth())
    assert "/comments/yours/" in third.get(more).content.decode()
    assert "/comments/yours/" not in Client().get(more).content.decode()


def test_after_signing_in_they_are_back_at_the_post(client: Client, open_post: Post, cast: Cast) -> None:
    confirmed(open_post.weblog, "Sten Falk", "sten@example.org")
    EmailAddress.objects.create(user=cast.stranger, email="sten@example.org", verified=True, primary=True)
    [link] = page_of(client.get(f"{SIGN_IN}?to={open_post.link}")).css('main a[href^="/accounts/login/"]')
    after = parse_qs(urlsplit(link.attributes["href"] or "").query)["next"][0]
    typed = {"login": "sten@example.org", "password": "correct horse battery", "next": after}
    answer = client.post("/accounts/login/", typed)
    assert answer.headers["Location"] == after
    assert client.get(after).headers["Location"] == open_post.link
    assert Commenter.objects.get().user == cast.stranger


def test_whose_address_is_not_proved_is_nobodys_owner(client: Client, open_post: Post, cast: Cast) -> None:
    confirmed(open_post.weblog, "Sten Falk", "sten@example.org")
    EmailAddress.objects.create(user=cast.stranger, email="sten@example.org", verified=False, primary=True)
    client.force_login(cast.stranger)
    assert client.get(f"{SIGN_IN}done/").headers["Location"].startswith(f"{SIGN_IN}?")
    assert "confirm your e-mail address" in words_of(client.get(SIGN_IN))
    assert send(client, f"{SIGN_IN}name/", {"name": "Sten"}).status_code == 404
    assert Commenter.objects.get().user is None


def test_a_name_is_taken_by_account_unless_it_is_somebody_elses(client: Client, open_post: Post, cast: Cast) -> None:
    confirmed(open_post.weblog)
    EmailAddress.objects.create(user=cast.stranger, email="sten@example.org", verified=True, primary=True)
    client.force_login(cast.stranger)
    said = published(open_post, "Before.", name="Sten F.", email="", user=cast.stranger)
    refused = send(client, f"{SIGN_IN}name/", {"name": "RUTH TAMM", "to": open_post.link})
    assert (refused.status_code, "belongs to somebody else" in words_of(refused)) == (422, True)
    answer = send(client, f"{SIGN_IN}name/", {"name": "Sten F.", "to": open_post.link})
    assert answer.headers["Location"] == open_post.link
    said.refresh_from_db()
    assert (said.standing, said.commenter.user if said.commenter else None) == ("confirmed", cast.stranger)


def test_an_address_with_an_account_gets_no_second_one(client: Client, open_post: Post, cast: Cast) -> None:
    send(client, "/harbour/confirmation/", {"email": "sten@example.org"})
    link, _code = mailed()
    send(client, link, {"name": "Sten Falk"})
    before = User.objects.count()
    refused = send(client, f"{SIGN_IN}account/", {})
    assert (refused.status_code, "an account with your e-mail address already" in words_of(refused)) == (409, True)
    assert (User.objects.count(), "_auth_user_id" in client.session) == (before, False)


def test_a_proof_of_long_ago_makes_no_account(client: Client, open_post: Post) -> None:
    send(client, "/harbour/confirmation/", {"email": "ruth@example.net"})
    link, _code = mailed()
    send(client, link, {"name": "Ruth Tamm"})
    with travel(clock.now().timestamp() + 3 * 3600, tick=False):
        assert send(client, f"{SIGN_IN}account/", {}).status_code == 409
    assert not User.objects.filter(email="ruth@example.net").exists()


def test_signing_out_leads_back_and_only_our_own_pages_do_it(client: Client, open_post: Post) -> None:
    come_in(client, open_post)
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Accept": "*/*"}):
        assert client.post(f"{SIGN_IN}leaving/", headers=headers).status_code in (403, 404)
    assert "_auth_user_id" in client.session
    answer = send(client, f"{SIGN_IN}leaving/", {"to": open_post.link})
    assert (answer.status_code, answer.headers["Location"]) == (303, open_post.link)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_nobody_is_led_to_another_site(client: Client, open_post: Post, to: str) -> None:
    come_in(client, open_post)
    assert client.get(f"{SIGN_IN}done/", {"to": to}).headers["Location"] == "/harbour/"
    assert client.post(f"{SIGN_IN}leaving/", {"to": to}, headers=SAME_ORIGIN).headers["Location"] == "/harbour/"


def test_who_reads_about_signing_in_gets_no_cookie_and_nothing_is_stored(client: Client, open_post: Post) -> None:
    page = client.get(SIGN_IN)
    assert (page.headers["Cache-Control"], HEADER in page.headers, dict(page.cookies)) == ("no-store", False, {})
