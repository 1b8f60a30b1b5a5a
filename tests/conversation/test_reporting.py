"""Readers report a comment to the host, from its own page and without an account; nothing that readers see changes."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.conversation.forgetting import forget_addresses
from tertulia.conversation.moderation import judge
from tertulia.conversation.refusal import Reason, Refused
from tertulia.conversation.reports import reporting
from tertulia.conversation.reports.report import Report
from tertulia.conversation.reports.reporting import report_comment
from tertulia.conversation.reports.settling import dismiss_reports
from tertulia.conversation.retracting import retract
from tertulia.conversation.submission import Submission
from tertulia.lib import clock
from tertulia.outbox.event import Event
from tertulia.outbox.worker import run_due
from tertulia.weblog.post import Post
from tests.cast import Cast
from tests.conversation.form import page_of, send, words_of
from tests.conversation.people import published


@pytest.fixture
def comment(post: Post) -> Comment:
    return published(post, "Whoever signed it is a thief.")


def filled(client: Client, comment: Comment, **typed: str) -> tuple[str, dict[str, str]]:
    """Where the form on the page of a comment leads, and what it sends."""
    answer = client.get(f"{comment.conversation.post.stem}/comments/{comment.number}/more/")
    [form] = page_of(answer).css("form#report-form")
    fields = form.css("input[type=hidden], input[type=email], textarea, #report-fax")
    return form.attributes["action"] or "", {
        **{field.attributes["name"] or "": field.attributes.get("value") or "" for field in fields},
        **typed,
    }


def tell(comment: Comment, reason: str = "attack", **fields: Any) -> Report | None:
    return report_comment(comment, reason, Submission(**{"ip": "198.51.100.7", **fields}))


def test_a_reader_without_an_account_reports_a_comment_and_nothing_changes(client: Client, comment: Comment) -> None:
    before = client.get(comment.conversation.post.link).content
    address, form = filled(client, comment, reason="attack", text="She\r\nsigned it.", email="Reader@Example.net")
    answer = client.post(address, form, headers={"Sec-Fetch-Site": "same-origin"}, REMOTE_ADDR="198.51.100.7")
    assert answer.status_code == 200
    assert "The host has your report" in words_of(answer)
    assert not answer.cookies
    report = Report.objects.get()
    assert (report.comment, report.reason, report.text) == (comment, "attack", "She\nsigned it.")
    assert (report.email, report.ip, report.network) == ("reader@example.net", "198.51.100.7", "198.51.100.0/24")
    assert client.get(comment.conversation.post.link).content == before
    assert Event.objects.get(kind="comment.reported").tags == []


def test_a_second_report_by_one_person_or_network_is_the_first(comment: Comment) -> None:
    first = tell(comment, ip="2001:db8:1:2::7", email="reader@example.net")
    assert first
    assert tell(comment, "law", ip="2001:db8:1:2:ffff::9") == first
    assert tell(comment, "law", ip="203.0.113.9", email="reader@example.net") == first
    dismiss_reports(comment, actor=None)
    assert tell(comment, "law", ip="2001:db8:1:2::7") == first, "nor once the host has decided"
    assert tell(comment, "law", ip="203.0.113.10") != first


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "Choose what is wrong"),
        ({"reason": "nonsense"}, "Choose what is wrong"),
        ({"reason": "other"}, "Say in a few words"),
        ({"reason": "law", "text": "x" * 2001}, "at most 2,000"),
        ({"reason": "law", "email": "nobody"}, "not an e-mail address"),
    ],
)
def test_what_is_not_right_is_given_back(client: Client, comment: Comment, typed: dict[str, str], told: str) -> None:
    address, form = filled(client, comment, **{"text": "", **typed})
    answer = send(client, address, {**form, "text": typed.get("text", "")})
    assert answer.status_code == 400
    assert told in words_of(answer)
    shown = page_of(answer)
    assert shown.css("#report-text")[0].text().strip() == typed.get("text", "")
    assert shown.css("#report-email")[0].attributes["value"] == typed.get("email", "")
    assert not Report.objects.exists()


def test_other_sites_and_old_forms_report_nothing(client: Client, comment: Comment) -> None:
    address, form = filled(client, comment, reason="law")
    assert send(client, address, form, Origin="https://evil.example").status_code == 403
    assert send(client, address, {**form, "token": "stale"}).status_code == 403
    assert not Report.objects.exists()
    assert client.get(address).headers["Location"].endswith("/more/#report")


def test_what_programs_fill_in_is_thanked_and_not_kept(client: Client, comment: Comment) -> None:
    address, form = filled(client, comment, reason="law", fax="555")
    assert send(client, address, form).status_code == 200
    assert not Report.objects.exists()


def test_what_readers_do_not_see_they_cannot_report(client: Client, comment: Comment) -> None:
    address, form = filled(client, comment, reason="law", text="My own words.")
    retract(comment)
    assert "report-form" not in client.get(address.replace("/report/", "/more/")).content.decode()
    refused = send(client, address, form)
    assert refused.status_code == 404
    assert "My own words." in refused.content.decode()
    with pytest.raises(Refused) as caught:
        tell(comment)
    assert caught.value.reason == Reason.NOT_SHOWN


def test_reports_are_counted_by_sender_and_network(post: Post) -> None:
    many = [published(post, f"Words {number}.") for number in range(16)]
    for comment in many[:5]:
        tell(comment)
    with pytest.raises(Refused) as caught:
        tell(many[5])
    assert caught.value.reason == Reason.TOO_FAST
    assert timedelta(minutes=9) < caught.value.wait <= timedelta(minutes=10)
    for number, comment in enumerate(many[5:15]):
        assert tell(comment, ip=f"198.51.100.{number + 20}")
    with pytest.raises(Refused):
        tell(many[15], ip="198.51.100.99")
    assert tell(many[15], ip="203.0.113.9")


def test_of_one_comment_only_so_many_are_kept(comment: Comment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "MOST_OPEN", 2)
    assert [bool(tell(comment, ip=f"203.0.{n}.1")) for n in range(3)] == [True, True, False]


def test_moderators_are_told_of_the_first_by_mail_and_of_nothing_in_it(cast: Cast, comment: Comment) -> None:
    run_due()
    mail.outbox.clear()
    tell(comment, text="A private matter.")
    tell(comment, ip="203.0.113.9")
    run_due()
    [message] = mail.outbox
    assert sorted(message.bcc) == ["ilse@example.org", "marta@example.org"]
    assert f"/desk/comments/{comment.id}/" in str(message.body)
    assert "private" not in str(message.body)
    judge(comment, "published", actor=cast.host.user, reason="Fair enough")
    tell(comment, ip="192.0.2.9")
    run_due()
    assert len(mail.outbox) == 2


def test_where_a_report_came_from_is_forgotten_after_thirty_days(comment: Comment) -> None:
    with clock.standing_at(clock.now() - timedelta(days=31)):
        tell(comment)
    tell(comment, ip="203.0.113.9")
    assert forget_addresses() == 1
    assert [(one.ip, one.network) for one in Report.objects.order_by("id")] == [
        (None, None),
        ("203.0.113.9", "203.0.113.0/24"),
    ]
