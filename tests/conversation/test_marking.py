"""Marks of the host: picks, what confirms or corrects a comment, open questions; shown, undone, kept true."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.conversation.marking import mark, unmark
from tertulia.conversation.moderation import judge
from tertulia.conversation.reading import reply_link
from tertulia.conversation.replying import reply_inside, withdraw_reply
from tertulia.conversation.telling import mail_answer
from tertulia.desk.undoing import undo
from tertulia.lib import tags
from tertulia.outbox.event import Event
from tertulia.weblog.post import Post
from tests.cast import Cast
from tests.conversation.form import page_of, words_of
from tests.conversation.people import published, say
from tests.conversation.talk import talk


def told(client: Client, post: Post, number: int) -> list[str]:
    """What stands below the words of a comment."""
    there = next(
        one for one in page_of(client.get(post.link)).css(".comment") if one.css(".no")[0].text() == f"#{number}"
    )
    return [line.text() for line in there.css(".ruled")]


def test_a_pick_is_a_small_mark_that_leads_to_all_picks(client: Client, cast: Cast, post: Post) -> None:
    _first, second = talk(post, 2)
    mark(second, "picked", actor=cast.host.user)
    [badge] = page_of(client.get(post.link)).css(".badge.pick")
    assert (badge.text(), badge.attributes["href"]) == ("host’s pick", f"{post.stem}/comments/picks/")
    assert [one.text() for one in page_of(client.get(f"{post.stem}/comments/picks/")).css(".comment .no")] == ["#2"]
    unmark(second, "picked", actor=cast.host.user)
    assert not page_of(client.get(post.link)).css(".badge.pick")
    assert not page_of(client.get(f"{post.stem}/comments/picks/")).css(".comment")


@pytest.mark.parametrize(
    ("kind", "says", "does"),
    [("confirmed", "Confirmed: see #2.", "Confirms #1."), ("corrected", "Corrected: see #2.", "Corrects #1.")],
)
def test_both_comments_say_which_confirms_or_corrects_which(
    client: Client, cast: Cast, post: Post, kind: str, says: str, does: str
) -> None:
    first, _second = talk(post, 2)
    mark(first, kind, actor=cast.host.user, link="#2")
    assert (told(client, post, 1), told(client, post, 2)) == ([says], [does])


def test_what_confirms_may_be_a_page_elsewhere_or_a_reply(client: Client, cast: Cast, post: Post) -> None:
    first, second = talk(post, 2)
    reply = reply_inside(second, "The register says so.", member=cast.host)
    mark(first, "confirmed", actor=cast.host.user, link="https://register.example/1917", note="Page 12.")
    assert told(client, post, 1) == ["Confirmed: see register.example. Page 12."]
    mark(first, "confirmed", actor=cast.host.user, link=post.weblog.absolute(reply_link(reply)))
    assert told(client, post, 1) == ["Confirmed: see the host’s reply in #2."]
    withdraw_reply(reply, actor=cast.host.user)
    assert told(client, post, 1) == ["Confirmed by the host."]
    assert told(client, post, 2) == []


@pytest.mark.parametrize("link", ["", "#9", "#1", "javascript:alert(1)", "http://[", "no address", "#comment-999", "/"])
def test_a_link_that_leads_nowhere_is_refused_with_a_reason(cast: Cast, post: Post, link: str) -> None:
    first, _second = talk(post, 2)
    with pytest.raises(ValidationError):
        mark(first, "confirmed", actor=cast.host.user, link=link)
    assert Comment.objects.get(id=first.id).marks == ""


def test_what_readers_do_not_see_cannot_be_marked(cast: Cast, post: Post) -> None:
    with pytest.raises(ValidationError):
        mark(say(post), "picked", actor=cast.host.user)


def test_marks_lead_to_nothing_that_is_no_longer_shown(client: Client, cast: Cast, post: Post) -> None:
    first, second = talk(post, 2)
    mark(first, "corrected", actor=cast.host.user, link="2")
    judge(second, "withdrawn", actor=cast.host.user)
    assert told(client, post, 1) == ["Corrected by the host."]
    judge(second, "published", actor=cast.host.user)
    assert told(client, post, 1) == ["Corrected: see #2."]
    judge(first, "withdrawn", actor=cast.host.user)
    assert told(client, post, 2) == []


def test_an_open_question_is_listed_until_it_is_answered(client: Client, cast: Cast, post: Post) -> None:
    first, _second = talk(post, 2)
    mark(first, "question", actor=cast.host.user)
    assert told(client, post, 1) == ["The host wants to find out: an open question."]
    assert len(page_of(client.get("/harbour/open-questions/")).css("#open li")) == 1
    mark(first, "question", actor=cast.host.user, link="#2")
    assert (told(client, post, 1), told(client, post, 2)) == (
        ["The question is answered: see #2."],
        ["Answers the question in #1."],
    )
    page = page_of(client.get("/harbour/open-questions/"))
    assert (len(page.css("#open li")), len(page.css("#answered li"))) == (0, 1)
    assert "answered: see" in client.get("/harbour/open-questions/feed.json").json()["items"][0]["content_html"]
    assert "is answered: see" in client.get(f"{post.stem}/comments/atom.xml").content.decode()


def test_who_asked_hears_of_the_answer_if_they_wished(cast: Cast, post: Post) -> None:
    wished, silent = published(post, "Who signed?", tell=True), published(post, "And when?")
    for comment in (wished, silent):
        reply = reply_inside(comment, "The office did.", member=cast.host)
        mark(comment, "question", actor=cast.host.user)
        mark(comment, "question", actor=cast.host.user, link=reply_link(reply))
    for event in Event.objects.filter(kind="mark.answered"):
        mail_answer(**event.payload)
    [sent] = mail.outbox
    assert sent.to == ["ruth@example.net"]
    assert "has found out what you asked" in sent.body


def test_each_mark_is_a_decision_that_can_be_undone(client: Client, cast: Cast, post: Post) -> None:
    first, _second = talk(post, 2)
    picked = mark(first, "picked", actor=cast.host.user)
    mark(first, "question", actor=cast.host.user)
    answered = mark(first, "question", actor=cast.host.user, link="#2")
    assert mark(first, "picked", actor=cast.host.user) is None
    assert picked
    assert answered
    assert cast.host.user
    undo(answered, cast.host.user)
    assert told(client, post, 1) == ["The host wants to find out: an open question."]
    undo(picked, cast.host.user)
    assert not page_of(client.get(post.link)).css(".badge.pick")
    assert [
        event for event in Event.objects.filter(kind__startswith="mark.") if tags.comments(post.id) not in event.tags
    ] == []


def test_nobody_asked_anything(client: Client, cast: Cast) -> None:
    assert "No question is open." in words_of(client.get("/harbour/open-questions/"))
