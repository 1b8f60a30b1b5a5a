"""Slow mode and pause of one conversation: who may still comment, what readers are told, and how it ends."""

from datetime import timedelta

import pytest
from django.test import Client

from tertulia.conversation.collision import Collision
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.pace import end_paces, set_pace
from tertulia.conversation.posting import Reason, Refused
from tertulia.lib import clock, tags
from tertulia.outbox.event import Event
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tests.cast import Cast, published_post
from tests.conversation.form import fields_of, send, typed_by_ruth, words_of
from tests.conversation.people import NILS, say
from tests.desk.people import SignIn

HOME = "2001:db8:1:2::7"
NEXT_DOOR = "2001:db8:1:2:ffff::9"


def later(post: Post, **fields: float) -> None:
    """Let what is to end have ended, and what was said lie back."""
    ago = timedelta(**fields)
    Conversation.objects.filter(post=post, pace_until__isnull=False).update(pace_until=clock.now() - ago)


def test_in_a_pause_only_members_comment(cast: Cast, post: Post) -> None:
    set_pace(post, "paused", actor=cast.host.user, why="Let us sleep on it.")
    with pytest.raises(Refused) as caught:
        say(post)
    assert caught.value.reason == Reason.PAUSED
    assert say(post, user=cast.moderator.user).is_public


def test_readers_see_why_and_until_when_and_no_form(client: Client, cast: Cast, post: Post) -> None:
    form = fields_of(client.get(post.link), **typed_by_ruth("Words of mine."))
    until = clock.now() + timedelta(hours=2)
    set_pace(post, "paused", actor=cast.host.user, until=until, why="Let us <sleep> on it.")
    answer = client.get(post.link)
    assert "This conversation is paused" in words_of(answer)
    assert "“Let us <sleep> on it.” Until" in words_of(answer)
    assert "form class=" + '"say"' not in answer.content.decode()
    refused = send(client, f"{post.stem}/comments/", form)
    assert refused.status_code == 409
    assert "Words of mine." in words_of(refused)
    assert "Let us <sleep> on it." in words_of(refused)


def test_a_member_gets_the_form_to_answer_in_a_pause(sign_in: SignIn, client: Client, cast: Cast, post: Post) -> None:
    first = say(post, user=cast.author.user)
    set_pace(post, "paused", actor=cast.host.user)
    address = f"{post.stem}/comments/{first.number}/reply/"
    assert client.get(address).status_code == 409
    assert sign_in(cast.moderator).get(address).status_code == 200


def test_slow_is_one_comment_a_person_and_network(cast: Cast, post: Post) -> None:
    set_pace(post, "slow", minutes=10, actor=cast.host.user)
    assert say(post, "One.", ip=HOME)
    for typed in ({"ip": "198.51.100.7"}, {**NILS, "ip": NEXT_DOOR}):
        with pytest.raises(Refused) as caught:
            say(post, "Two.", **typed)
        assert caught.value.reason == Reason.TOO_SOON
        assert timedelta(minutes=9) < caught.value.wait <= timedelta(minutes=10)
    assert say(post, "Another person.", **NILS, ip="198.51.100.8")
    assert say(published_post(cast.weblog, "Elsewhere"), "Two.", ip=HOME)
    for number in range(2):
        assert say(post, f"A member {number}.", user=cast.host.user)


def test_whoever_is_too_soon_is_told_when_and_keeps_the_words(client: Client, cast: Cast, post: Post) -> None:
    set_pace(post, "slow", minutes=10, actor=cast.host.user)
    page = client.get(post.link)
    assert "once in 10 minutes" in words_of(page)
    send(client, f"{post.stem}/comments/", fields_of(page, **typed_by_ruth("One.")))
    refused = send(client, f"{post.stem}/comments/", fields_of(client.get(post.link), **typed_by_ruth("Two.")))
    assert refused.status_code == 429
    assert 500 < int(refused.headers["Retry-After"]) <= 600
    assert fields_of(refused)["text"] == "Two."
    assert "in 10 minutes" in words_of(refused)


def test_it_ends_by_itself_and_stored_pages_are_told(cast: Cast, post: Post) -> None:
    set_pace(post, "paused", actor=cast.host.user, until=clock.now() + timedelta(hours=1), why="Sleep.")
    assert end_paces() == 0
    later(post, minutes=1)
    assert say(post), "over by the clock"
    before = Event.objects.filter(kind="conversation.pace").count()
    assert (end_paces(), end_paces()) == (1, 0)
    told = Event.objects.filter(kind="conversation.pace").order_by("id")[before:]
    assert [tags.conversation(post.id) in event.tags for event in told] == [True]
    assert Conversation.objects.get(post=post).pace_why == ""


def test_who_was_overtaken_changes_nothing(cast: Cast, post: Post) -> None:
    first = set_pace(post, "paused", actor=cast.host.user)
    with pytest.raises(Collision):
        set_pace(post, "free", actor=cast.moderator.user, seen="0")
    assert Conversation.objects.get(post=post).pace == "paused"
    set_pace(post, "free", actor=cast.moderator.user, seen=str(first.id))


@pytest.mark.parametrize(("pace", "minutes"), [("slow", 0), ("slow", 1441), ("hasty", 5)])
def test_what_is_no_pace_is_refused(cast: Cast, post: Post, pace: str, minutes: int) -> None:
    with pytest.raises(ValueError):
        set_pace(post, pace, minutes=minutes, actor=None)


def test_the_host_sets_it_at_the_desk_and_takes_it_back(ilse: Client, cast: Cast, post: Post) -> None:
    comment, address = say(post), f"/desk/conversations/{post.id}/pace/"
    here = f"/desk/comments/{comment.id}/"
    typed = {"pace": "slow", "minutes": "5", "hours": "24", "why": "Too hot.", "seen": "0", "back": here}
    assert "Slow" in words_of(ilse.post(address, typed, follow=True))
    assert "slow, once in 5 minutes · until" in words_of(ilse.get(here))
    decision = Decision.objects.get(kind="pace")
    assert (decision.before, decision.after, decision.reason) == ("free", "slow", "Too hot.")
    ilse.post("/desk/undoings/", {"decision": [decision.id]})
    assert Conversation.objects.get(post=post).pace == "free"
    assert "Nothing was changed" in words_of(ilse.post(address, {**typed, "minutes": "0"}, follow=True))
