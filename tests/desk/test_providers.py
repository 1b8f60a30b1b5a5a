"""Signing in by a provider that the operator has named: it says who somebody is, and a button does the rest."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from pytest_django import Settings

from tertulia.weblog.member import Member
from tests.cast import Cast
from tests.conversation.form import page_of, words_of
from tests.conversation.people import set_policy
from tests.desk.openid import Issuer, come_back, is_signed_in

pytestmark = pytest.mark.django_db
ARRIVAL = "/accounts/provider/"


@pytest.fixture
def marta_there(there: Issuer, cast: Cast) -> Issuer:
    """Where Marta says who she is; her address here was proved."""
    EmailAddress.objects.create(user=cast.host.user, email="Marta@example.org", verified=True, primary=True)
    there.claims = {"sub": "m-1", "email": "marta@example.org", "email_verified": True, "name": "Marta Oyelaran"}
    return there


def buttons(client: Client) -> list[str]:
    return [one.text(strip=True) for one in page_of(client.get(ARRIVAL)).css("main form button")]


def test_without_a_provider_nothing_is_shown_and_nobody_is_asked(client: Client, marta: Client) -> None:
    for browser, address in ((client, "/accounts/login/"), (marta, "/desk/account/")):
        assert not page_of(browser.get(address)).css("#providers, .provider, [action*=example]")
    assert client.post("/accounts/example/login/").status_code == 404
    assert client.get(ARRIVAL).headers["Location"] == "/accounts/login/"


def test_a_page_with_buttons_asks_nobody_yet(there: Issuer, client: Client) -> None:
    page = page_of(client.get("/accounts/login/?next=/desk/account/"))
    [form] = page.css("form.provider")
    assert (form.attributes["action"], form.css("button")[0].text()) == (
        "/accounts/example/login/",
        "Sign in by Example",
    )
    assert form.css("[name=next]")[0].attributes["value"] == "/desk/account/"
    assert there.asked == []


def test_one_leaves_by_a_form_of_ours_alone_and_not_for_another_site(there: Issuer, client: Client) -> None:
    for address in ("/accounts/example/login/", "/accounts/oidc/example/login/"):
        assert client.get(address).status_code == 405
        assert Client(enforce_csrf_checks=True).post(address).status_code == 403
    assert there.asked == []
    answer = client.post("/accounts/example/login/")
    [link] = page_of(answer).css("main a.button")
    assert link.attributes["href"] == answer.headers["Refresh"].removeprefix("0; url=")
    assert client.post("/accounts/else/login/").status_code == 404


def test_who_comes_back_is_not_signed_in_before_the_button_is_pressed(
    marta_there: Issuer, client: Client, cast: Cast
) -> None:
    SocialAccount.objects.create(user=cast.host.user, provider="example", uid="m-1", extra_data={"old": 1})
    answer = come_back(client, marta_there, "/desk/account/")
    assert (answer.status_code, answer.headers["Location"]) == (302, ARRIVAL)
    assert (buttons(client), is_signed_in(client)) == (["Sign in"], False)
    done = client.post(ARRIVAL)
    assert (done.headers["Location"], is_signed_in(client)) == ("/desk/account/", True)
    assert client.get(ARRIVAL).headers["Location"] == "/accounts/login/"
    assert (SocialAccount.objects.get().extra_data, SocialToken.objects.count()) == ({}, 0)


def test_an_account_is_joined_by_its_owner_who_signs_in_and_says_so(
    marta_there: Issuer, client: Client, cast: Cast
) -> None:
    come_back(client, marta_there, "/desk/")
    assert (buttons(client), "Sign in to it as before" in words_of(client.get(ARRIVAL))) == ([], True)
    assert (client.post(ARRIVAL).status_code, is_signed_in(client)) == (409, False)
    assert not SocialAccount.objects.exists()
    [link] = page_of(client.get(ARRIVAL)).css("main a.button")
    client.post(link.attributes["href"] or "", {"login": "marta@example.org", "password": "correct horse battery"})
    assert (is_signed_in(client), buttons(client)) == (True, ["Join them"])
    assert client.post(ARRIVAL).headers["Location"] == "/desk/"
    assert SocialAccount.objects.get().user == cast.host.user
    assert [one.lower() for one in mail.outbox[-1].to] == ["marta@example.org"]
    other = Client()
    come_back(other, marta_there)
    other.post(ARRIVAL)
    assert other.get("/desk/harbour/posts/").status_code == 200


@pytest.mark.parametrize("verified", [False, None, "false"])
def test_an_address_that_the_provider_has_not_seen_proved_opens_nothing(
    marta_there: Issuer, client: Client, marta: Client, verified: object
) -> None:
    marta_there.claims["email_verified"] = verified
    for browser in (client, marta):
        come_back(browser, marta_there)
        assert (buttons(browser), browser.post(ARRIVAL).status_code) == ([], 409)
        assert "does not say that an e-mail address is yours" in words_of(browser.get(ARRIVAL))
    assert not SocialAccount.objects.exists()


def test_who_is_signed_in_with_another_address_joins_nothing(there: Issuer, marta: Client) -> None:
    come_back(marta, there)
    assert (buttons(marta), "you are signed in as marta@example.org" in words_of(marta.get(ARRIVAL))) == ([], True)
    marta.post(ARRIVAL)
    assert not SocialAccount.objects.exists()


def test_a_reader_makes_an_account_only_where_readers_may_sign_in(there: Issuer, client: Client, cast: Cast) -> None:
    there.claims["name"] = "Ruth Tamm"
    come_back(client, there, "/harbour/sign-in/done/")
    assert (buttons(client), client.post(ARRIVAL).status_code) == ([], 409)
    assert not User.objects.filter(email="ruth@example.net").exists()
    set_policy(cast.weblog, sign_in=True)
    assert buttons(client) == ["Make an account"]
    assert client.post(ARRIVAL).headers["Location"] == "/harbour/sign-in/done/"
    user = User.objects.get(email="ruth@example.net")
    assert (user.get_full_name(), user.has_usable_password(), is_signed_in(client)) == ("Ruth Tamm", False, True)
    assert EmailAddress.objects.get(user=user).verified
    assert not Member.objects.filter(user=user).exists()
    assert "Take a name" in words_of(client.get("/harbour/sign-in/done/", follow=True))


def test_what_the_provider_says_in_two_places_is_about_one_person(marta_there: Issuer, client: Client) -> None:
    marta_there.of_token = {"sub": "somebody else"}
    assert come_back(client, marta_there).status_code == 502
    assert client.get(ARRIVAL).headers["Location"] == "/accounts/login/"


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(marta_there: Issuer, marta: Client, to: str) -> None:
    come_back(marta, marta_there, to)
    assert marta.post(ARRIVAL).headers["Location"] == "/desk/account/"


def test_a_provider_that_is_gone_is_said_to_be_in_a_sentence(there: Issuer, client: Client, settings: Settings) -> None:
    there.server_close()
    there.shutdown()
    answer = client.post("/accounts/example/login/")
    assert (answer.status_code, "gave no answer that we could use" in words_of(answer)) == (502, True)


def test_a_way_in_is_taken_away_by_its_owner_alone(marta: Client, tomas: Client, cast: Cast) -> None:
    joined = SocialAccount.objects.create(user=cast.host.user, provider="example", uid="m-1")
    address = f"/desk/account/providers/{joined.id}/removal/"
    assert tomas.post(address).status_code == 404
    assert address in marta.get("/desk/account/").content.decode()
    marta.post(address)
    assert not SocialAccount.objects.exists()
