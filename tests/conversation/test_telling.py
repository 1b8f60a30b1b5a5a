"""What authors are told: on the private page of their comment, and by mail if they ticked the box. Never of spam."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.test import Client

from tertulia.conversation.authorship import link_of
from tertulia.conversation.comment import Comment
from tertulia.conversation.moderation import judge, undo
from tertulia.conversation.reasons import reasons_of
from tertulia.conversation.telling import DELAY
from tertulia.lib import clock
from tertulia.outbox.worker import run_due
from tertulia.weblog.post import Post
from tests.cast import Cast
from tests.conversation.form import SAME_ORIGIN, fields_of, page_of, send, typed_by_ruth, words_of
from tests.conversation.people import NILS, RUTH, say, set_policy

Mails = list[EmailMessage]
HOSTILE = "<script>alert`evil`</script> & “so”\n\nSecond: {{ 7 }}"


@pytest.fixture
def told(post: Post) -> Comment:
    """A comment of Ruth's, who wishes to hear of it."""
    return say(post, tell=True)


def mails_after(mailoutbox: Mails, pause: timedelta = DELAY) -> Mails:
    """What authors get after a while; hosts get their mail by blind copy."""
    with time_machine.travel(clock.now() + pause):
        run_due()
    return [mail for mail in mailoutbox if mail.to]


def test_reason_and_note_stand_on_the_private_page(client: Client, cast: Cast, told: Comment) -> None:
    [reason, *_others] = reasons_of(cast.weblog)
    judge(told, "withdrawn", actor=cast.moderator.user, reason=reason, note=HOSTILE)
    page = client.get(link_of(told))
    for shown in ("The host has decided not to publish it.", reason, "<script>alert`evil`</script>", "Second: {{ 7 }}"):
        assert shown in words_of(page)
    assert not [script for script in page_of(page).css("main script") if not script.attributes.get("src")]
    assert "Ilse" not in words_of(page)


def test_ones_own_words_stay_in_the_log_and_a_weblog_may_keep_reasons_to_itself(
    client: Client, cast: Cast, told: Comment
) -> None:
    judge(told, "withdrawn", actor=cast.moderator.user, reason="Him again")
    assert "Him again" not in words_of(client.get(link_of(told)))
    [reason, *_others] = reasons_of(cast.weblog)
    judge(told, "held", actor=cast.moderator.user, reason=reason)
    assert reason in words_of(client.get(link_of(told)))
    set_policy(cast.weblog, show_reasons=False)
    assert reason not in words_of(client.get(link_of(told)))


def test_an_undo_brings_back_what_was_told_before(client: Client, cast: Cast, told: Comment) -> None:
    judge(told, "withdrawn", actor=cast.host.user, note="First.")
    second = judge(told, "published", actor=cast.host.user, note="Second.")
    back = undo(second, actor=cast.host.user)
    words = words_of(client.get(link_of(told)))
    assert ("First." in words, "Second." in words, "Taken back" in words) == (True, False, False)
    undo(back, actor=cast.host.user)
    assert "Second." in words_of(client.get(link_of(told)))


def test_spam_is_told_nothing(client: Client, cast: Cast, told: Comment, mailoutbox: Mails) -> None:
    waits = words_of(client.get(link_of(told)))
    judge(told, "spam", actor=cast.host.user, reason=reasons_of(cast.weblog)[0], note="Go away.")
    assert words_of(client.get(link_of(told))) == waits
    assert mails_after(mailoutbox) == []


def test_who_ticked_the_box_gets_one_plain_mail(cast: Cast, told: Comment, mailoutbox: Mails) -> None:
    judge(told, "withdrawn", actor=cast.host.user, note=HOSTILE)
    assert mails_after(mailoutbox, timedelta(0)) == []
    [mail] = mails_after(mailoutbox)
    assert mail.to == [RUTH["email"]]
    assert mail.content_subtype == "plain"
    assert HOSTILE in mail.body
    assert cast.weblog.absolute(link_of(told)) in mail.body
    assert "silence/" in mail.message()["List-Unsubscribe"]
    # Nothing of what a stranger may have sent in somebody's name.
    assert told.text not in mail.body
    assert mails_after(mailoutbox, timedelta(days=1)) == [mail]


@pytest.mark.parametrize("fields", [{}, {"tell": True, "email": ""}])
def test_nobody_else_gets_any(fields: dict[str, Any], cast: Cast, post: Post, mailoutbox: Mails) -> None:
    judge(say(post, **fields), "published", actor=cast.host.user)
    assert mails_after(mailoutbox) == []


def test_what_was_taken_back_at_once_is_not_told(cast: Cast, told: Comment, mailoutbox: Mails) -> None:
    undo(judge(told, "withdrawn", actor=cast.host.user), actor=cast.host.user)
    assert mails_after(mailoutbox) == []
    judge(told, "withdrawn", actor=cast.host.user)
    last = judge(told, "published", actor=cast.host.user)
    [mail] = mails_after(mailoutbox)
    assert "is published." in mail.body
    with time_machine.travel(clock.now() + timedelta(hours=1)):
        undo(last, actor=cast.host.user)
        assert len(mails_after(mailoutbox)) == 2


def test_no_more_mail_is_one_press_and_holds_for_the_address(
    client: Client, cast: Cast, post: Post, told: Comment, mailoutbox: Mails
) -> None:
    other, nils = say(post, "Another.", tell=True), say(post, "Mine.", tell=True, **NILS)
    address = f"{link_of(told)}silence/"
    assert client.get(address).headers["Location"] == f"{link_of(told)}#mail"
    assert Comment.objects.filter(tell=True).count() == 3
    assert client.post(address, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    # A program that reads mail presses it, without headers of a browser.
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 303
    assert list(Comment.objects.filter(tell=True)) == [nils]
    judge(other, "published", actor=cast.host.user)
    assert mails_after(mailoutbox) == []
    assert "No mail is sent about it." in words_of(client.get(link_of(told)))
    assert client.get("/harbour/comments/yours/1.x/silence/").status_code == 404


def test_the_box_is_in_the_form_and_stays_ticked_in_a_preview(client: Client, post: Post) -> None:
    form = {**fields_of(client.get(post.link)), **typed_by_ruth(), "tell": "1"}
    preview = send(client, f"{post.stem}/comments/preview/", form)
    assert fields_of(preview)["tell"] == "1"
    send(client, f"{post.stem}/comments/", fields_of(preview), **SAME_ORIGIN)
    assert Comment.objects.get().tell
