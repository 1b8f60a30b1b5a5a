"""What the host says inside a comment has a history like what readers say: edited, and what it said before."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.replying import reply_inside, restore_reply, rewrite_reply, withdraw_reply
from tertulia.lib import clock
from tertulia.weblog.post import Post
from tests.cast import Cast
from tests.conversation.form import page_of, words_of
from tests.conversation.people import published, say


@pytest.fixture
def hands() -> Iterator[Any]:
    """The clock, to be moved."""
    with time_machine.travel(clock.now(), tick=False) as hands:
        yield hands


@pytest.fixture
def reply(cast: Cast, post: Post, hands: Any) -> HostReply:
    """Marta's, inside a comment of Ruth's, an hour ago."""
    reply = reply_inside(published(post), "The <b>north</b> pier was sound.", member=cast.host)
    hands.shift(timedelta(hours=1))
    return reply


def history_of(reply: HostReply) -> str:
    return f"{reply.comment.conversation.post.stem}/comments/1/replies/{reply.id}/history/"


def test_readers_see_that_it_was_edited_and_what_it_said(
    client: Client, cast: Cast, post: Post, reply: HostReply
) -> None:
    assert client.get(history_of(reply)).status_code == 404
    rewrite_reply(reply, "The <b>south</b> pier was sound.", actor=cast.host.user)
    [edited] = page_of(client.get(post.link)).css(".host-reply .edited")
    assert edited.text().startswith("Edited ")
    [link] = edited.css("a")
    assert link.attributes["href"] == history_of(reply)
    page = client.get(history_of(reply))
    assert [one.text() for one in page_of(page).css("main del, main ins")] == ["[taken out: north]", "[put in: south]"]
    assert "What Marta Oyelaran said before inside #1" in words_of(page)
    assert page.headers["X-Robots-Tag"] == "noindex"


def test_every_wording_is_kept_with_its_date_the_last_change_first(
    client: Client, cast: Cast, reply: HostReply, hands: Any
) -> None:
    for words in ("Second.", "Third."):
        rewrite_reply(reply, words, actor=cast.host.user)
        hands.shift(timedelta(minutes=20))
    reply.refresh_from_db()
    assert (reply.earlier, [row.text for row in reply.revisions.all()]) == (
        2,
        ["The <b>north</b> pier was sound.", "Second."],
    )
    first, second = reply.revisions.all()
    assert (first.at, second.at) == (reply.created_at, reply.created_at + timedelta(hours=1))
    put_in = [one.text() for one in page_of(client.get(history_of(reply))).css("main ins")]
    assert ["Third" in put_in[0], "Second" in put_in[1], len(put_in)] == [True, True, 2]


def test_what_nobody_can_have_answered_leaves_no_trace_but_the_word(
    client: Client, cast: Cast, post: Post, hands: Any
) -> None:
    reply = reply_inside(published(post), "Sond.", member=cast.host)
    hands.shift(timedelta(minutes=1))
    rewrite_reply(reply, "Sound.", actor=cast.host.user)
    [edited] = page_of(client.get(post.link)).css(".host-reply .edited")
    assert (edited.css("a"), client.get(history_of(reply)).status_code) == ([], 404)
    say(post, "Sond?", user=cast.moderator.user)
    rewrite_reply(reply, "Sound!", actor=cast.host.user)
    assert HostReply.objects.get().earlier == 1


def test_in_a_comment_that_nobody_saw_there_is_no_history(cast: Cast, post: Post, hands: Any) -> None:
    reply = reply_inside(say(post), "Soon.", member=cast.host)
    hands.shift(timedelta(days=1))
    assert rewrite_reply(reply, "Now.", actor=cast.host.user).earlier == 0


def test_a_reply_that_is_taken_back_shows_no_history(client: Client, cast: Cast, reply: HostReply) -> None:
    rewrite_reply(reply, "Other words.", actor=cast.host.user)
    withdraw_reply(reply, actor=cast.host.user)
    assert client.get(history_of(reply)).status_code == 404
    restore_reply(reply, actor=cast.host.user)
    assert client.get(history_of(reply)).status_code == 200


def test_the_host_is_told_before_that_it_will_be_seen(cast: Cast, reply: HostReply, client: Client) -> None:
    assert cast.host.user
    client.force_login(cast.host.user)
    rewrite_reply(reply, "Other words.", actor=cast.host.user)
    words = words_of(client.get(f"/desk/replies/{reply.id}/"))
    assert "can read what it said before" in words
    assert "What it said before" in words
