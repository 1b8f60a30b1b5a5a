"""A commenter sees to what is kept about them by a link in a mail, without JavaScript, cookie or account."""

import re
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.exchange.person.erasure import Erasure
from tertulia.exchange.person.link import LIFETIME, DataLink, erase_by, take_back_by
from tertulia.lib import clock
from tertulia.outbox.event import Event
from tertulia.outbox.worker import run_due
from tertulia.weblog.mailed_link import LinkGone
from tertulia.weblog.post import Post
from tests.cast import Cast
from tests.conversation.people import RUTH, published
from tests.conversation.test_forgery import FOREIGN
from tests.screens import check_screen

Mails = list[EmailMessage]
ASK = "/harbour/my-data/"
OURS = {"Sec-Fetch-Site": "same-origin"}


def asked(client: Client, email: str = RUTH["email"], **extra: str) -> object:
    return client.post(ASK, {"email": email}, headers=OURS, **extra)  # type: ignore[arg-type]


@pytest.fixture
def link(client: Client, post: Post, mailoutbox: Mails) -> str:
    """The address in Ruth's mail."""
    published(post, "Mine.")
    run_due()
    mailoutbox.clear()
    asked(client, " Ruth@Example.NET ")
    run_due()
    [mail] = mailoutbox
    assert mail.to == ["ruth@example.net"]
    [address] = re.findall(r"http://127\.0\.0\.1:8000(/harbour/my-data/[\w-]+/)", str(mail.body))
    return str(address)


def test_the_answer_is_the_same_whether_there_is_such_a_person(client: Client, post: Post, mailoutbox: Mails) -> None:
    published(post, "Mine.")
    run_due()
    mailoutbox.clear()
    answers = [asked(client, email) for email in ("ruth@example.net", "nobody@example.net")]
    assert answers[0].content == answers[1].content  # type: ignore[attr-defined]
    run_due()
    assert [mail.to for mail in mailoutbox] == [["ruth@example.net"]]
    assert not [event for event in Event.objects.all() if "@" in str(event.payload)]


def test_every_screen_keeps_the_house_rules_and_is_nobody_elses(client: Client, link: str) -> None:
    screens = [client.get(ASK), asked(client), client.get(link)]
    for screen in screens:
        check_screen(screen)  # type: ignore[arg-type]
        assert screen.headers["Cache-Control"] == "no-store"  # type: ignore[attr-defined]
        assert screen.headers["X-Robots-Tag"] == "noindex"  # type: ignore[attr-defined]
        assert screen.headers["Referrer-Policy"] == "no-referrer"  # type: ignore[attr-defined]
        assert "X-Tertulia-Tags" not in screen.headers  # type: ignore[attr-defined]


def test_looking_at_the_link_changes_nothing(client: Client, link: str) -> None:
    before = list(Comment.objects.values())
    for rest in ("", "export/", "erasure/", "taking-back/"):
        status = client.get(f"{link}{rest}").status_code
        assert status == (405 if rest else 200)
    assert list(Comment.objects.values()) == before


def test_what_is_kept_comes_as_a_file(client: Client, link: str) -> None:
    answer = client.post(f"{link}export/", headers=OURS)
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")
    assert answer.headers["Cache-Control"] == "no-store"


def test_one_is_forgotten_and_may_take_it_back_by_the_same_link(client: Client, link: str) -> None:
    assert client.post(f"{link}erasure/", headers=OURS).status_code == 422
    assert client.post(f"{link}erasure/", {"what": "words"}, headers=OURS).headers["Location"] == link
    assert Comment.objects.get().name == "Somebody who left"
    assert "ruth@example.net" not in client.get(link).content.decode()
    assert not DataLink.objects.exclude(email="").exists()
    assert client.post(f"{link}export/", headers=OURS).status_code == 404
    with clock.standing_at(clock.now() + LIFETIME + timedelta(days=3)):
        assert client.post(f"{link}taking-back/", headers=OURS).status_code == 200
    assert Comment.objects.get().text == "Mine."
    assert client.get(link).status_code == 404


def test_of_two_forms_that_are_sent_the_first_decides_what_goes(client: Client, link: str) -> None:
    stale = DataLink.objects.get()
    for what in ("name", "words"):
        assert client.post(f"{link}erasure/", {"what": what}, headers=OURS).status_code == 303
    first = Erasure.objects.get()
    assert (first.what, Comment.objects.get().text) == ("name", "Mine.")
    # Somebody else had found the link before it was used.
    assert erase_by(stale, "words") == first
    take_back_by(DataLink.objects.get())
    with pytest.raises(LinkGone):
        erase_by(stale, "words")


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_form_of_another_site_does_nothing(client: Client, link: str, headers: dict[str, str]) -> None:
    for rest, form in (("export/", {}), ("erasure/", {"what": "words"}), ("taking-back/", {})):
        assert client.post(f"{link}{rest}", form, headers=headers).status_code == 403
    before = DataLink.objects.count()
    assert client.post(ASK, {"email": "ruth@example.net"}, headers=headers).status_code == 403
    assert (Comment.objects.get().text, DataLink.objects.count()) == ("Mine.", before)


@pytest.mark.parametrize("token", ["x", "A" * 32, "%00", "..", "a" * 3000])
def test_a_link_that_nobody_was_mailed_leads_nowhere(client: Client, link: str, token: str) -> None:
    for rest in ("export/", "erasure/", "taking-back/"):
        assert client.post(f"{ASK}{token}/{rest}", {"what": "words"}, headers=OURS).status_code in (400, 404)
    assert Comment.objects.get().text == "Mine."


def test_a_link_is_good_in_its_weblog_for_a_day(client: Client, link: str, tide: object) -> None:
    assert client.get(link.replace("harbour", "tide")).status_code == 404
    with clock.standing_at(clock.now() + LIFETIME + timedelta(seconds=1)):
        assert client.get(link).status_code == 404
        assert DataLink.forget_old() == 1
    assert not DataLink.objects.exists()


def test_no_address_is_flooded_and_nobody_asks_without_end(client: Client, post: Post, mailoutbox: Mails) -> None:
    published(post, "Mine.")
    run_due()
    mailoutbox.clear()
    for number in range(5):
        assert asked(client, REMOTE_ADDR=f"203.0.113.{number}").status_code == 200  # type: ignore[attr-defined]
    run_due()
    assert len(mailoutbox) == 3
    statuses = [asked(client, f"n{number}@example.net").status_code for number in range(12)]  # type: ignore[attr-defined]
    assert statuses == [200] * 10 + [429] * 2


@pytest.mark.parametrize("email", ["", "ruth", "ruth@example.net, nils@example.net", "a@b\n.c", "x" * 300 + "@b.org"])
def test_what_is_no_address_is_said_and_given_back(client: Client, cast: Cast, email: str) -> None:
    answer = asked(client, email)
    check_screen(answer, 400)  # type: ignore[arg-type]
    assert not DataLink.objects.exists()


def test_a_member_sees_and_takes_along_but_is_not_forgotten(client: Client, cast: Cast, mailoutbox: Mails) -> None:
    asked(client, "ilse@example.org")
    run_due()
    [address] = re.findall(r"8000(/\S+/my-data/[\w-]+/)", str(mailoutbox[0].body))
    assert "end your membership" in client.get(address).content.decode()
    assert client.post(f"{address}erasure/", {"what": "name"}, headers=OURS).status_code == 422
