"""How fast one person, one sender and one network may post."""

from datetime import timedelta

import pytest
from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.conversation.forgetting import forget_addresses
from tertulia.conversation.posting import Reason, Refused
from tertulia.conversation.rate import MOST_AROUND, rate_network
from tertulia.lib import clock
from tertulia.weblog.post import Post
from tests.cast import Cast, published_post
from tests.conversation.form import fields_of, send, typed_by_ruth
from tests.conversation.people import say, set_policy
from tests.conversation.talk import talk


def test_all_addresses_of_a_64_are_one_sender(post: Post) -> None:
    for count in range(5):
        say(post, f"Words {count}.", email="", ip=f"2001:db8:1:2:{count}::7")
    with pytest.raises(Refused) as caught:
        say(post, "And more.", email="", ip="2001:db8:1:2:ffff::9")
    assert caught.value.reason == Reason.TOO_FAST
    assert timedelta() < caught.value.wait <= timedelta(minutes=1)
    assert say(post, "From elsewhere.", email="", ip="2001:db8:1:3::7")


def test_one_person_is_counted_from_wherever_they_post(post: Post) -> None:
    for count in range(5):
        say(post, f"Words {count}.", ip=f"198.51.{count}.7")
    with pytest.raises(Refused):
        say(post, "And more.", ip="203.0.113.9")
    assert say(post, "By another.", email="else@example.net", ip="203.0.113.9")


def test_a_network_around_is_counted_together_and_more_patiently(post: Post) -> None:
    now, (_span, most) = clock.now(), MOST_AROUND[0]
    talk(post, most, email="", ip="198.51.100.7", network=rate_network("198.51.100.7"))
    Comment.objects.update(created_at=now - timedelta(seconds=5))
    with pytest.raises(Refused):
        say(post, "From another address.", ip="198.51.100.200")
    assert say(post, "From another network.", ip="198.51.101.200")


def test_who_is_too_fast_is_told_for_how_long_and_keeps_the_words(client: Client, post: Post) -> None:
    for count in range(5):
        say(post, f"Words {count}.", ip="198.51.100.7")
    refused = send(client, f"{post.stem}/comments/", fields_of(client.get(post.link), **typed_by_ruth("More.")))
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert fields_of(refused)["text"] == "More."


def test_one_conversation_takes_so_many_in_a_minute_from_whomever(cast: Cast, post: Post) -> None:
    set_policy(cast.weblog, per_minute=3)
    now = clock.now()
    with clock.standing_at(now):
        for count in range(3):
            say(post, f"Words {count}.", email=f"{count}@example.net", ip=f"198.51.{count}.7")
        assert say(post, "A member.", user=cast.host.user)
    with clock.standing_at(now + timedelta(seconds=20)), pytest.raises(Refused) as caught:
        say(post, "A fourth.", email="4@example.net", ip="203.0.113.9")
    assert (caught.value.reason, caught.value.wait) == (Reason.TOO_MANY, timedelta(seconds=40))
    assert say(published_post(cast.weblog, "Elsewhere"), "A fourth.", email="4@example.net")
    with clock.standing_at(now + timedelta(seconds=60)):
        assert say(post, "A fourth.", email="4@example.net", ip="203.0.113.9")
    set_policy(cast.weblog, per_minute=0)
    for count in range(9):
        assert say(post, f"More {count}.", email=f"{count}@example.org", ip=f"198.52.{count}.7")


def test_the_network_is_forgotten_with_the_address(post: Post) -> None:
    say(post, ip="198.51.100.7")
    Comment.objects.update(created_at=clock.now() - timedelta(days=31))
    assert forget_addresses() == 1
    assert Comment.objects.filter(ip=None, network=None).count() == 1
