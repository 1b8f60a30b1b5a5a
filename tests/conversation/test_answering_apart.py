"""The host answers somebody whose comment stays unpublished: in the conversation, and without a word of it."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import EmailMessage
from django.test import Client

from tertulia.conversation.answering_apart import answer_apart, answers_version
from tertulia.conversation.authorship import link_of
from tertulia.conversation.collision import Collision
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.moderation import judge
from tertulia.conversation.telling import DELAY
from tertulia.lib import clock
from tertulia.outbox.worker import run_due
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tertulia.weblog.writing import unpublish
from tests.cast import Cast, published_post
from tests.conversation.form import page_of, words_of
from tests.conversation.people import published, say

SECRET = "My neighbour Jonna signed it drunk."
PLACES = (
    "",
    "comments/1/",
    "comments/1/more/",
    "comments/all/",
    "comments/atom.xml",
    "comments/in-time/",
    "comments/host/",
)


@pytest.fixture
def asked(post: Post) -> Comment:
    """What Ruth wrote, which nobody is to read."""
    return say(post, SECRET, tell=True)


def seen_by_readers(client: Client, post: Post) -> str:
    pages = [client.get(f"{post.stem}/{name}" if name else post.link, follow=True) for name in PLACES]
    pages += [client.get(f"/harbour/{name}") for name in ("host/", "host/atom.xml", "comments/", "comments/feed.json")]
    assert {page.status_code for page in pages} == {200}
    return "".join(page.content.decode() for page in pages)


def test_it_stands_by_itself_and_tells_nothing_of_the_other(
    client: Client, cast: Cast, post: Post, asked: Comment
) -> None:
    answer = answer_apart(asked, f"> {SECRET}\n\nI have asked her.", member=cast.host)
    assert (answer.number, answer.state, answer.member) == (1, "published", cast.host)
    [article] = page_of(client.get(post.link)).css("article.comment")
    assert "To the person who wrote to us:" in article.text()
    read = seen_by_readers(client, post)
    assert "Ruth" not in read
    assert "not found" not in read
    assert not page_of(client.get(post.link)).css(".quote, .answers, [href*='#comment-None']")


def test_not_a_word_of_the_other_leaves_unless_the_host_says_it(
    client: Client, cast: Cast, post: Post, asked: Comment
) -> None:
    answer_apart(asked, "I have asked there.", member=cast.host, by_name=True)
    read = seen_by_readers(client, post)
    assert "To Ruth Tamm, who wrote to us:" in read
    assert "Jonna" not in read


def test_its_author_reads_it_on_the_private_page(client: Client, cast: Cast, asked: Comment) -> None:
    answer = answer_apart(asked, "I have *asked* there.", member=cast.host)
    page = client.get(link_of(asked))
    assert "The host has answered you" in words_of(page)
    assert [link.attributes["href"] for link in page_of(page).css("#answers a")] == [
        f"{asked.conversation.post.link}#comment-{answer.id}"
    ]
    judge(answer, "withdrawn", actor=cast.host.user)
    assert "I have asked" not in words_of(client.get(link_of(asked)))


def mails_to_ruth(mailoutbox: list[EmailMessage]) -> list[EmailMessage]:
    with time_machine.travel(clock.now() + DELAY + timedelta(seconds=1)):
        run_due()
    return [mail for mail in mailoutbox if mail.to == ["ruth@example.net"]]


def test_who_wished_to_hear_gets_one_mail_with_nothing_of_theirs(
    cast: Cast, asked: Comment, mailoutbox: list[EmailMessage]
) -> None:
    answer = answer_apart(asked, "I have asked there.", member=cast.host)
    [mail] = mails_to_ruth(mailoutbox)
    body = str(mail.body)
    assert f"{asked.conversation.post.url}#comment-{answer.id}" in body
    assert link_of(asked) in body
    assert "Jonna" not in body


def test_an_answer_that_is_taken_back_at_once_reaches_nobody(
    cast: Cast, asked: Comment, mailoutbox: list[EmailMessage]
) -> None:
    judge(answer_apart(asked, "Oops.", member=cast.host), "withdrawn", actor=cast.host.user)
    assert mails_to_ruth(mailoutbox) == []


def test_who_did_not_wish_to_hear_and_who_sends_spam_get_no_mail(
    cast: Cast, post: Post, asked: Comment, mailoutbox: list[EmailMessage]
) -> None:
    answer_apart(say(post, "And nobody told me."), "So it is.", member=cast.host)
    answer_apart(asked, "I have asked there.", member=cast.host)
    Comment.objects.filter(id=asked.id).update(state=CommentState.SPAM)
    assert mails_to_ruth(mailoutbox) == []


def test_once_the_other_is_published_both_lead_to_each_other(
    client: Client, cast: Cast, post: Post, asked: Comment
) -> None:
    answer = answer_apart(asked, "I have asked there.", member=cast.host)
    judge(asked, "published", actor=cast.host.user)
    page = page_of(client.get(post.link))
    assert [one.attributes["id"] for one in page.css("article.comment")] == [f"comment-{n.id}" for n in (answer, asked)]
    assert [one.text() for one in page.css(f"#comment-{answer.id} .answers")] == ["in reply to Ruth Tamm, #2"]
    judge(asked, "held", actor=cast.host.user)
    assert "Ruth" not in seen_by_readers(client, post)


def test_it_is_in_the_log_and_a_second_one_who_did_not_see_it_is_told(cast: Cast, asked: Comment) -> None:
    seen = answers_version(asked)
    answer = answer_apart(asked, "I have asked there.", member=cast.host, seen=seen)
    [decision] = Decision.objects.filter(kind="answer-apart")
    assert (decision.subject, decision.actor_name) == (f"comment:{answer.id}", "Marta Oyelaran")
    with pytest.raises(Collision):
        answer_apart(asked, "I have asked there.", member=cast.moderator, seen=seen)
    assert Comment.objects.filter(parent=asked).count() == 1


@pytest.mark.parametrize("state", ["published", "spam", "retracted"])
def test_what_readers_see_and_what_is_spam_is_not_answered_so(cast: Cast, post: Post, state: str) -> None:
    comment = published(post)
    Comment.objects.filter(id=comment.id).update(state=state)
    with pytest.raises(ValidationError):
        answer_apart(comment, "I have asked there.", member=cast.host)


def test_nobody_answers_with_nothing_or_below_a_post_that_nobody_sees(cast: Cast, post: Post, asked: Comment) -> None:
    with pytest.raises(ValidationError):
        answer_apart(asked, " \n", member=cast.host)
    unpublish(post, actor=None)
    asked.refresh_from_db()
    with pytest.raises(ValidationError):
        answer_apart(asked, "Hello.", member=cast.host)


def test_authors_answer_below_their_own_posts_alone(cast: Cast, asked: Comment) -> None:
    with pytest.raises(PermissionDenied):
        answer_apart(asked, "Hello.", member=cast.author)
    own = say(published_post(cast.weblog, "By Tomas", author=cast.author), "And here?")
    assert answer_apart(own, "Hello.", member=cast.author).number == 1
