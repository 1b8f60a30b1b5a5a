"""The door: password, code by e-mail, closed sign-up, mails that trust no Host header, the strict policy."""

import re

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse

from tertulia.outbox.message import Message
from tests.cast import Cast
from tests.desk.people import page

LOGIN = "/accounts/login/"


def test_a_member_signs_in_with_a_password(cast: Cast) -> None:
    client = Client()
    response = client.post(LOGIN, {"login": "marta@example.org", "password": "correct horse battery"})
    assert response.headers["Location"] == "/desk/"
    assert "The Harbour Gate" in page(client.get("/desk/"))


def test_a_wrong_password_is_refused_and_the_e_mail_given_back(cast: Cast) -> None:
    response = Client().post(LOGIN, {"login": "marta@example.org", "password": "wrong"})
    assert response.status_code == 200
    assert 'value="marta@example.org"' in page(response)


@pytest.mark.django_db
def test_a_code_waits_at_the_desk_when_there_is_no_mail_server(
    cast: Cast, settings: object, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.EMAIL_BACKEND = "tertulia.outbox.waiting_mail.Backend"  # type: ignore[attr-defined]
    client = Client()
    client.post("/accounts/login/code/", {"email": "marta@example.org"})
    message = Message.objects.get()
    code = _code_in(message.text)
    assert code in capsys.readouterr().err
    assert message.subject == "Your code to sign in"
    assert "in which Tertulia runs" in page(client.get("/accounts/login/code/confirm/"))
    response = client.post("/accounts/login/code/confirm/", {"code": code})
    assert response.headers["Location"] == "/desk/"


def test_who_asks_for_a_code_learns_nothing_about_accounts(cast: Cast) -> None:
    known, unknown = Client(), Client()
    first = known.post("/accounts/login/code/", {"email": "marta@example.org"})
    second = unknown.post("/accounts/login/code/", {"email": "nobody@example.org"})
    assert (first.status_code, first.headers["Location"]) == (second.status_code, second.headers["Location"])
    assert [message.to for message in mail.outbox] == [["marta@example.org"]]


def test_nobody_signs_up_by_themselves(db: None) -> None:
    form = {"email": "new@example.org", "password1": "correct horse battery"}
    assert "By invitation" in page(Client().post("/accounts/signup/", form))
    assert not User.objects.exists()


def test_mails_name_this_installation_and_not_what_a_request_calls_it(cast: Cast, settings: object) -> None:
    settings.ORIGIN = "https://harbour.example"  # type: ignore[attr-defined]
    client = Client(headers={"Host": "localhost:666"})
    client.post("/accounts/password/reset/", {"email": "marta@example.org"})
    text = str(mail.outbox[0].body)
    assert "https://harbour.example/accounts/password/reset/key/" in text
    assert "localhost" not in text


def test_the_pages_of_the_door_hold_no_inline_script_and_no_inline_style(cast: Cast) -> None:
    client = Client()
    anonymous = ["account_login", "account_request_login_code", "account_reset_password", "account_signup"]
    signed_in = ["account_logout", "account_email", "account_change_password", "mfa_index", "desk-account"]
    _all_clean(client, anonymous)
    assert cast.host.user
    client.force_login(cast.host.user)
    _all_clean(client, signed_in)


def test_passkeys_and_second_step_ask_for_the_password_first(cast: Cast) -> None:
    client = Client()
    client.post(LOGIN, {"login": "marta@example.org", "password": "correct horse battery"})
    response = client.get(reverse("mfa_add_webauthn"))
    assert response.status_code == 302
    client.post(response.headers["Location"], {"password": "correct horse battery"})
    added = client.get(reverse("mfa_add_webauthn"))
    assert added.status_code == 200
    assert '"id": "localhost"' in page(added)
    assert not re.search(r"<script(?![^>]*(src=|application/json))", page(added))


def test_the_password_is_changed_from_the_account(cast: Cast) -> None:
    client = Client()
    client.post(LOGIN, {"login": "marta@example.org", "password": "correct horse battery"})
    again = client.get(reverse("account_change_password"))
    if again.status_code == 302:
        client.post(again.headers["Location"], {"password": "correct horse battery"})
    form = {
        "oldpassword": "correct horse battery",
        "password1": "a new horse staple",
        "password2": "a new horse staple",
    }
    response = client.post(reverse("account_change_password"), form)
    assert response.headers["Location"] == reverse("desk-account")
    assert User.objects.get(email="marta@example.org").check_password("a new horse staple")


def test_signing_out_takes_a_button_and_not_a_link(cast: Cast) -> None:
    client = Client()
    assert cast.host.user
    client.force_login(cast.host.user)
    client.get("/accounts/logout/")
    assert client.get("/desk/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/desk/").status_code == 302


def _all_clean(client: Client, names: list[str]) -> None:
    for name in names:
        response = client.get(reverse(name))
        html = page(response)
        assert response.status_code == 200, name
        assert not re.search(r"<script(?![^>]*(src=|application/json))", html), name
        assert not re.search(r"\sstyle=|\son[a-z]+=", html), name
        assert "script-src 'self'" in response.headers["Content-Security-Policy"], name
        assert html.count("<h1") == 1, name


def _code_in(text: str) -> str:
    return next(line.strip() for line in text.splitlines() if re.fullmatch(r"\s*[A-Z0-9][A-Z0-9-]{4,}\s*", line))
