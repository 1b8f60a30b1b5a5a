"""``?since=``: what is new after a place that a reader has kept as a link, without any script."""

from datetime import timedelta, timezone
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tertulia.conversation import since
from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.since import place_in
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.conversation.people import set_policy
from tests.conversation.talk import talk
from tests.conversation.test_comment_pages import shown
from tests.screens import all_of, check_screen, words

zones = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))


def heading(client: Client, path: str) -> str:
    return words(all_of(check_screen(client.get(path)), "h2[@id='conversation-heading']")[0])  # type: ignore[arg-type]


def test_it_shows_what_came_after_a_number_flat_and_oldest_first(client: Client, weblog: Weblog, post: Post) -> None:
    set_policy(weblog, per_page=2)
    first, _second = talk(post, 2)
    talk(post, 2, parent=first)
    assert shown(client, f"{post.link}?since=1") == ["2", "3", "4"]
    assert heading(client, f"{post.link}?since=1") == "3 new comments"
    assert heading(client, f"{post.link}?since=4") == "Nothing new"
    assert heading(client, f"{post.link}?since=99999") == "Nothing new"
    tree = check_screen(client.get(f"{post.link}?since=2"))  # type: ignore[arg-type]
    assert words(all_of(tree, "p[@class='answers']")[0]) == "in reply to Ruth Tamm, #1"


def test_it_takes_a_date_or_a_moment_in_the_weblogs_time_zone(client: Client, weblog: Weblog, post: Post) -> None:
    comments = talk(post, 4)
    for comment, days in zip(comments, (1, 2, 3, 4), strict=True):
        at = comment.created_at + timedelta(days=days)
        Comment.objects.filter(id=comment.id).update(created_at=at)
    third = Comment.objects.get(id=comments[2].id).created_at.astimezone(weblog.zone)
    assert shown(client, f"{post.link}?since={third:%Y-%m-%d}") == ["3", "4"]
    assert shown(client, f"{post.link}?since={third:%Y-%m-%dT%H:%M}") == ["3", "4"]
    assert shown(client, f"{post.link}?since={quote(third.isoformat())}") == ["3", "4"]
    assert shown(client, f"{post.link}?since={third.isoformat()}") == ["3", "4"]
    assert heading(client, f"{post.link}?since=2999-01-01") == "Nothing new"


def test_what_had_to_wait_is_new_when_it_appears(client: Client, post: Post) -> None:
    comments = talk(post, 3)
    early = comments[0].created_at - timedelta(days=9)
    Comment.objects.filter(id=comments[2].id).update(created_at=early)
    assert shown(client, f"{post.link}?since={quote(comments[1].created_at.isoformat())}") == ["2", "3"]


def test_of_very_many_it_shows_some_and_goes_on(client: Client, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(since, "MOST", 2)
    talk(post, 5)
    assert shown(client, f"{post.link}?since=1") == ["2", "3"]
    tree = check_screen(client.get(f"{post.link}?since=1"))  # type: ignore[arg-type]
    assert [link.get("href") for link in all_of(tree, "nav[@class='pages']//a")] == [f"{post.link}?since=3"]
    assert not all_of(check_screen(client.get(f"{post.link}?since=3")), "nav[@class='pages']")  # type: ignore[arg-type]


@pytest.mark.parametrize("place", ["yesterday", "-1", "", "1e3", "٣", "2026-02-31", "0001-01-01T00:00+14:00", "9" * 50])
def test_what_is_no_place_is_said_and_can_be_corrected(client: Client, post: Post, place: str) -> None:
    talk(post, 1)
    response = client.get(post.link, {"since": place})
    tree = check_screen(response, 400)  # type: ignore[arg-type]
    assert "is neither the number of a comment nor a date" in words(all_of(tree, "p[@id='since-error']")[0])
    assert all_of(tree, "input[@id='since']")[0].get("value") == place[:40]


@pytest.mark.django_db
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.text(max_size=40) | st.datetimes().map(str) | st.datetimes(timezones=zones).map(str))
def test_any_place_is_a_number_of_the_conversation_or_an_error(weblog: Weblog, post: Post, place: str) -> None:
    conversation = Conversation(post=post, last_number=7)
    try:
        found = place_in(conversation, place, weblog.zone)
    except ValueError:
        return
    assert 0 <= found <= 7


def test_it_is_stored_nowhere_and_found_by_nobody(client: Client, post: Post) -> None:
    talk(post, 1)
    response = client.get(f"{post.link}?since=0")
    assert response.headers["Cache-Control"] == "no-store"
    assert "X-Tertulia-Tags" not in response.headers
    tree = check_screen(response)  # type: ignore[arg-type]
    assert all_of(tree, "meta[@name='robots']")[0].get("content") == "noindex"
    assert all_of(tree, "link[@rel='canonical']")[0].get("href") == post.url


def test_every_page_of_a_conversation_has_a_link_to_its_end(client: Client, weblog: Weblog, post: Post) -> None:
    set_policy(weblog, per_page=2)
    talk(post, 3)
    for path, place in ((post.link, 2), (f"{post.stem}/comments/page/2/", 3), (f"{post.link}?since=1", 3)):
        tree = check_screen(client.get(path))  # type: ignore[arg-type]
        [link] = all_of(tree, "p[@class='meta place']/a")
        assert (words(link), link.get("href")) == (f"what was said after #{place}", f"{post.link}?since={place}")
