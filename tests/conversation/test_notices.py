"""Who is written to when something happens in the conversation."""

import pytest
from django.core.mail import EmailMessage

from tertulia.conversation.moderation import judge
from tertulia.conversation.policy import Moderation
from tertulia.outbox.event import Event
from tertulia.outbox.worker import run_due
from tertulia.weblog.post import Post
from tests.cast import Cast, published_post
from tests.conversation.people import moderate, say

Mails = list[EmailMessage]


def test_those_who_moderate_hear_of_a_comment_that_waits(cast: Cast, post: Post, mailoutbox: Mails) -> None:
    comment = say(post, "Who signed\nthe inspection?")
    run_due()
    [mail] = mailoutbox
    assert sorted(mail.recipients()) == ["ilse@example.org", "marta@example.org"]
    assert mail.to == []
    assert mail.subject == "[The Harbour Gate] A comment waits for you: The bridge at Low Ferry is closed"
    assert "> Who signed\n> the inspection?" in mail.body
    assert "A newcomer" in mail.body
    assert f"/desk/comments/{comment.id}/" in mail.body
    assert "ruth@example.net" not in str(mail.message())


def test_nobody_hears_of_what_was_judged_meanwhile(cast: Cast, post: Post, mailoutbox: Mails) -> None:
    judge(say(post), "spam", actor=cast.host.user)
    run_due()
    assert mailoutbox == []


def test_nobody_hears_of_spam_or_of_what_a_moderator_puts_back(cast: Cast, post: Post, mailoutbox: Mails) -> None:
    comment = say(post, trap="filled")
    judge(comment, "held", actor=cast.moderator.user)
    run_due()
    assert mailoutbox == []


def test_the_author_hears_of_a_new_comment_with_its_permalink(cast: Cast, mailoutbox: Mails) -> None:
    moderate(cast.weblog, Moderation.NEVER)
    post = published_post(cast.weblog, "By Tomas", author=cast.author)
    comment = say(post)
    run_due()
    [mail] = mailoutbox
    assert mail.recipients() == ["tomas@example.org"]
    assert f"{post.url}#{comment.anchor}" in mail.body
    assert f"/desk/comments/{comment.id}/" in mail.body


def test_authors_do_not_hear_of_themselves(cast: Cast, mailoutbox: Mails) -> None:
    post = published_post(cast.weblog, "By Tomas", author=cast.author)
    say(post, name="Tomas Brandt", user=cast.author.user)
    judge(say(post, "Held."), "published", actor=cast.author.user)
    Event.objects.filter(kind="comment.held").delete()
    run_due()
    assert mailoutbox == []


@pytest.mark.parametrize("author", [None, "imported"])
def test_for_a_post_whose_author_has_no_account_the_owner_hears(
    cast: Cast, mailoutbox: Mails, author: str | None
) -> None:
    moderate(cast.weblog, Moderation.NEVER)
    cast.author.user = None
    cast.author.save()
    say(published_post(cast.weblog, "From 2006", author=cast.author if author else None))
    run_due()
    assert [mail.recipients() for mail in mailoutbox] == [["marta@example.org"]]


def test_a_reaction_that_ran_is_not_run_again(cast: Cast, post: Post, mailoutbox: Mails) -> None:
    say(post)
    run_due(), run_due()
    assert len(mailoutbox) == 1
