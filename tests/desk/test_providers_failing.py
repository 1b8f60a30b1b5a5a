"""A provider that fails, or that somebody plays: a page says so and leads back, and nobody is signed in."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.test import Client

from tertulia.conversation.identity.commenter import Commenter
from tests.cast import Cast
from tests.conversation.form import page_of, words_of
from tests.conversation.people import set_policy
from tests.desk.openid import OTHER_KEY, Answer, Issuer, come_back, is_signed_in, leave, way_back

pytestmark = pytest.mark.django_db
ARRIVAL = "/accounts/provider/"
POST = "/harbour/sign-in/done/?to=/harbour/storm.html"
NO_ANSWER = "gave no answer that we could use"
USED = "This way back was used already, or this browser has not asked for it"
JSON, HTML = "application/json", "text/html"


@pytest.fixture
def marta_there(there: Issuer, cast: Cast) -> Issuer:
    """Where Marta says who she is, who has signed in that way before; readers may, too."""
    assert cast.host.user
    set_policy(cast.weblog, sign_in=True)
    SocialAccount.objects.create(user=cast.host.user, provider="example", uid="m-1")
    there.claims = {"sub": "m-1", "email": "marta@example.org", "email_verified": True}
    return there


def assert_nobody_came(client: Client, answer: Any, says: str, status: int) -> None:
    """A page with that sentence, which leads to where they came from; nothing has changed."""
    assert (answer.status_code, says in words_of(answer)) == (status, True)
    links = [one.attributes["href"] for one in page_of(answer).css("main a")]
    assert links == [f"/accounts/login/?next={POST.replace('/', '%2F').replace('?', '%3F').replace('=', '%3D')}", POST]
    assert client.get(ARRIVAL).headers["Location"] == "/accounts/login/"
    assert client.post(ARRIVAL).headers["Location"] == "/accounts/login/"
    assert not is_signed_in(client)


_SAID = [
    ("error=access_denied", "You have turned back", 200),
    ("error=server_error&error_description=%3Cb%3Ebusy", NO_ANSWER, 502),
    ("error=x%0d%0ay%22%3E", NO_ANSWER, 502),
    ("code=", NO_ANSWER, 502),
    ("code=of+somebody+else", NO_ANSWER, 502),
    ("", NO_ANSWER, 502),
]


def test_who_turns_back_or_is_not_let_in_there_is_told_so(marta_there: Issuer, client: Client) -> None:
    for said, says, status in _SAID:
        path, _, query = way_back(client, marta_there, POST).partition("?")
        answer = client.get(f"{path}?{said}&state={query.partition('state=')[2]}")
        assert_nobody_came(client, answer, says, status)


def test_a_state_that_is_not_ours_is_none(marta_there: Issuer, client: Client) -> None:
    back = way_back(client, marta_there, POST)
    for wrong in (f"{back}x", back.partition("&state=")[0]):
        assert_nobody_came(client, client.get(wrong), USED, 400)
    strange = Client().get(back)
    assert (strange.status_code, USED in words_of(strange)) == (400, True)
    assert client.get(back).headers["Location"] == ARRIVAL


def test_a_way_back_leads_back_once(marta_there: Issuer, client: Client) -> None:
    back = way_back(client, marta_there, POST)
    assert client.get(back).headers["Location"] == ARRIVAL
    client.post(ARRIVAL)
    client.logout()
    assert_nobody_came(other := Client(), _from(other, marta_there, back), USED, 400)
    assert (client.get(back).status_code, is_signed_in(client)) == (400, False)


def _from(client: Client, there: Issuer, back: str) -> Any:
    # Somebody else, who has left for there as well and is made to open what was opened before.
    leave(client, POST)
    return client.get(back)


_ANYWHERE: list[Answer | None] = [None, (500, HTML, b"<h1>Down</h1>"), (200, JSON, b"{"), (200, JSON, b"[]")]
_FOR_THE_TOKEN: list[Answer | None] = [
    *_ANYWHERE,
    (200, "", b'{"access_token": "a"}'),
    (200, HTML, b"<h1>Welcome</h1>"),
    (200, JSON, b'["access_token"]'),
    (200, JSON, b"1"),
    (200, JSON, b'{"access_token": {}, "id_token": "x"}'),
    (200, JSON, b'{"access_token": "for a while", "id_token": "x.y.z"}'),
    (200, JSON, b'{"access_token": "for a while", "id_token": {"a": 1}}'),
    (200, JSON, b'{"access_token": "for a while", "expires_in": "soon"}'),
    (400, JSON, b'{"error": "invalid_grant"}'),
    (302, JSON, b""),
]
_FOR_OTHERS: list[Answer | None] = [*_ANYWHERE, (200, JSON, b'"m-1"'), (200, JSON, b"null"), (200, JSON, b"{}")]


@pytest.mark.parametrize(
    ("path", "answers"),
    [
        ("/token", _FOR_THE_TOKEN),
        ("/userinfo", _FOR_OTHERS),
        ("/keys", _FOR_OTHERS),
        ("/.well-known/openid-configuration", _FOR_OTHERS),
    ],
)
def test_an_endpoint_that_fails_lets_nobody_in(
    marta_there: Issuer, client: Client, path: str, answers: list[Answer | None]
) -> None:
    for answer in answers:
        back = way_back(client, marta_there, POST)
        marta_there.broken[path] = answer
        assert_nobody_came(client, client.get(back), NO_ANSWER, 502)
        del marta_there.broken[path]


_OF_TOKEN: list[dict[str, Any] | None] = [
    None,
    {"aud": "another"},
    {"iss": "https://evil.example"},
    {"exp": 1},
    {"sub": "somebody else"},
    {"sub": None},
]


def test_a_token_that_is_not_for_us_lets_nobody_in(marta_there: Issuer, client: Client) -> None:
    for marta_there.of_token in _OF_TOKEN:
        assert_nobody_came(client, come_back(client, marta_there, POST), NO_ANSWER, 502)


def test_a_token_that_the_provider_has_not_signed_lets_nobody_in(marta_there: Issuer, client: Client) -> None:
    marta_there.key = OTHER_KEY
    assert_nobody_came(client, come_back(client, marta_there, POST), NO_ANSWER, 502)


_UNPROVED: list[dict[str, Any]] = [
    {},
    {"email": ""},
    {"email": "ilse@example.org"},
    {"email": "ilse@example.org", "email_verified": False},
    {"email": ["ilse@example.org"], "email_verified": "yes"},
    {"email": "not one", "email_verified": 1},
]


def test_without_an_address_that_is_proved_nothing_becomes_anybodys(marta_there: Issuer, client: Client) -> None:
    accounts = User.objects.count()
    for said in _UNPROVED:
        marta_there.claims = {"sub": "new", "name": "Marta Oyelaran", **said}
        assert come_back(client, marta_there, POST).headers["Location"] == ARRIVAL
        page = client.get(ARRIVAL)
        assert "does not say that an e-mail address is yours" in words_of(page)
        assert [one.attributes["href"] for one in page_of(page).css("main a")] == [POST]
        assert (client.post(ARRIVAL).status_code, is_signed_in(client)) == (409, False)
    assert (User.objects.count(), SocialAccount.objects.count()) == (accounts, 1)
    assert not Commenter.objects.exists()
    assert not EmailAddress.objects.filter(verified=True).exists()


def test_nobody_comes_back_from_a_provider_that_is_not_named(marta_there: Issuer, client: Client) -> None:
    for address in ("/accounts/else/login/callback/", "/accounts/oidc/else/login/callback/?code=a&state=b"):
        assert client.get(address).status_code == 404
    assert marta_there.asked == []
