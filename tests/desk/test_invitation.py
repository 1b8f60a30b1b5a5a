"""The one-time link."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tertulia.desk.invitations import host_link, link
from tertulia.weblog.invitation import Invitation, invite
from tertulia.weblog.member import Member, Role
from tertulia.weblog.weblog import Weblog, create_weblog
from tests.cast import Cast
from tests.desk.people import SignIn, page

GRETA = {"name": "Greta Hollis", "email": "greta@example.org", "password": "correct horse battery"}


@pytest.fixture
def token(weblog: Weblog) -> str:
    return invite(weblog, Role.AUTHOR, email="greta@example.org")


def test_the_first_host_gets_a_link_and_becomes_the_owner(db: None) -> None:
    weblog = create_weblog("harbour", title="The Harbour Gate")
    address = host_link()
    assert address
    assert address.startswith("http://127.0.0.1:8000/accounts/invitation/")
    client = Client()
    response = client.post(_path(address), GRETA)
    assert response.headers["Location"] == "/desk/"
    assert "The Harbour Gate" in page(client.get("/desk/"))
    assert weblog.members.get().role == Role.OWNER
    assert host_link() is None


def test_opening_the_link_uses_nothing_up(token: str) -> None:
    for _ in range(3):
        assert "You are invited" in page(Client().get(f"/accounts/invitation/{token}/"))
    assert Invitation.objects.get().used_at is None
    assert not User.objects.filter(email="greta@example.org").exists()


def test_accepting_makes_the_account_signs_in_and_gives_the_role(token: str, weblog: Weblog) -> None:
    client = Client()
    client.post(f"/accounts/invitation/{token}/", GRETA)
    member = weblog.members.get(name="Greta Hollis")
    assert (member.role, member.email) == (Role.AUTHOR, "greta@example.org")
    assert client.get("/desk/harbour/posts/").status_code == 200


def test_a_link_works_once(token: str) -> None:
    Client().post(f"/accounts/invitation/{token}/", GRETA)
    for again in (Client().get(f"/accounts/invitation/{token}/"), Client().post(f"/accounts/invitation/{token}/")):
        assert again.status_code == 410
        assert "This link leads no further" in page(again)


def test_a_link_that_is_too_old_or_made_up_says_so(token: str, weblog: Weblog) -> None:
    old = invite(weblog, Role.AUTHOR, days=-1)
    for wrong in (old, "nonsense"):
        assert Client().get(f"/accounts/invitation/{wrong}/").status_code == 410


def test_without_a_password_one_signs_in_by_code(token: str) -> None:
    Client().post(f"/accounts/invitation/{token}/", {**GRETA, "password": ""})
    assert not User.objects.get(email="greta@example.org").has_usable_password()


def test_who_is_signed_in_keeps_the_account(token: str, cast: Cast, sign_in: SignIn) -> None:
    sign_in(cast.stranger).post(f"/accounts/invitation/{token}/", {"name": "Sten"})
    assert Member.objects.get(name="Sten").user == cast.stranger


def test_the_only_owner_cannot_step_down_by_an_invitation(token: str, marta: Client, weblog: Weblog) -> None:
    response = marta.post(f"/accounts/invitation/{token}/", {"name": "Marta"})
    assert response.status_code == 422
    assert "is the only owner" in page(response)
    assert Invitation.objects.get().used_at is None
    assert weblog.members.get(name="Marta Oyelaran").role == Role.OWNER


def test_a_taken_e_mail_or_a_poor_password_gives_everything_back(token: str, cast: Cast) -> None:
    for wrong in ({"email": "marta@example.org"}, {"password": "short"}, {"email": "no address"}, {"name": " "}):
        response = Client().post(f"/accounts/invitation/{token}/", {**GRETA, **wrong})
        assert response.status_code == 422
        assert Invitation.objects.get().used_at is None
    assert "Greta Hollis" in page(Client().post(f"/accounts/invitation/{token}/", {**GRETA, "password": "short"}))


def test_a_forged_post_without_the_form_is_refused(token: str) -> None:
    assert Client(enforce_csrf_checks=True).post(f"/accounts/invitation/{token}/", GRETA).status_code == 403
    assert link(token).endswith(f"/accounts/invitation/{token}/")


def _path(address: str) -> str:
    return address.removeprefix("http://127.0.0.1:8000")
