"""Closing by decision and closing by age."""

from datetime import timedelta

import pytest

from tertulia.conversation.closing import close_aged, set_state
from tertulia.conversation.conversation import Conversation, State
from tertulia.conversation.policy import Policy
from tertulia.lib import clock, tags
from tertulia.outbox.event import Event
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.cast import Cast, published_post
from tests.conversation.people import at_once, say, set_policy


def grow_old(post: Post, days: int) -> None:
    Post.objects.filter(id=post.id).update(published_at=clock.now() - timedelta(days=days))


def told() -> list[int]:
    return [event.payload["post_id"] for event in Event.objects.filter(kind="conversation.aged").order_by("id")]


def test_closing_is_a_decision_with_a_reason(cast: Cast, post: Post) -> None:
    set_state(post, State.CLOSED, actor=cast.host.user, reason="all is said")
    assert Conversation.objects.get(post=post).state_at(clock.now()) == State.CLOSED
    decision = Decision.objects.get(kind="conversation")
    assert (decision.before, decision.after, decision.reason) == ("default", "closed", "all is said")
    assert decision.subject == f"conversation:{post.id}"
    assert tags.conversation(post.id) in Event.objects.get(kind="conversation.closed").tags


def test_closing_what_is_closed_is_no_second_decision(cast: Cast, post: Post) -> None:
    for _time in range(2):
        set_state(post, State.CLOSED, actor=cast.host.user)
    assert Decision.objects.filter(kind="conversation").count() == 1


def test_the_post_in_hand_knows_it_at_once(cast: Cast, post: Post) -> None:
    assert say(post)
    set_state(post, State.NONE, actor=cast.host.user)
    assert post.conversation.state == State.NONE


def test_a_state_that_there_is_not_is_refused(cast: Cast, post: Post) -> None:
    with pytest.raises(ValueError, match="ajar"):
        set_state(post, "ajar", actor=cast.host.user)


def test_each_conversation_that_comes_of_age_is_told_once(weblog: Weblog, post: Post) -> None:
    discussed = published_post(weblog, "Discussed")
    say(discussed)
    set_policy(weblog, close_after_days=14)
    assert close_aged() == 0
    for aged in (post, discussed):
        grow_old(aged, 13)
    Policy.objects.update(aged_until=clock.now() - timedelta(days=2))
    assert close_aged() == 0
    for aged in (post, discussed):
        grow_old(aged, 14)
    assert close_aged() == 2
    assert close_aged() == 0
    assert sorted(told()) == [post.id, discussed.id]
    assert tags.conversation(post.id) in Event.objects.filter(kind="conversation.aged").order_by("id")[0].tags


def test_what_the_host_decided_does_not_come_of_age(weblog: Weblog, post: Post) -> None:
    set_policy(weblog, close_after_days=14)
    set_state(post, State.OPEN, actor=None)
    grow_old(post, 14)
    Policy.objects.update(aged_until=clock.now() - timedelta(days=2))
    assert close_aged() == 0


def test_without_knowing_what_was_told_the_whole_weblog_is_made_anew_once(weblog: Weblog, post: Post) -> None:
    Policy.objects.create(weblog=weblog, close_after_days=14)
    for _time in range(2):
        close_aged()
    assert [event.tags for event in Event.objects.filter(kind="conversations.aged")] == [[tags.weblog(weblog.id)]]


def test_nothing_is_asked_of_weblogs_that_never_close(weblog: Weblog, post: Post) -> None:
    set_policy(weblog, depth=1)
    grow_old(post, 1000)
    assert close_aged() == 0


@pytest.mark.django_db(transaction=True)
def test_of_several_workers_one_tells(weblog: Weblog, post: Post) -> None:
    set_policy(weblog, close_after_days=14)
    grow_old(post, 14)
    Policy.objects.update(aged_until=clock.now() - timedelta(days=2))
    assert sorted(map(str, at_once(close_aged, close_aged, close_aged))).count("1") == 1
    assert told() == [post.id]
