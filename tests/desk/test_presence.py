"""Who reads what just now: seen by the others, in the queue and on the comment; never a lock, and soon forgotten."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tertulia.conversation.comment import Comment
from tertulia.conversation.presence import LIFE, Presence
from tertulia.lib import clock
from tertulia.weblog.post import Post
from tests.desk.people import Say, page

QUEUE = "/desk/comments/"


@pytest.fixture
def held(post: Post, say: Say) -> Comment:
    return say(post)


def test_who_opened_a_comment_is_seen_by_the_others_and_not_by_themselves(
    marta: Client, ilse: Client, held: Comment
) -> None:
    ilse.get(f"{QUEUE}{held.id}/")
    assert "Ilse Vis is reading this." in page(marta.get(QUEUE))
    assert "Ilse Vis is reading this." in page(marta.get(f"{QUEUE}{held.id}/"))
    assert "Ilse Vis is reading this." not in page(ilse.get(QUEUE))
    assert marta.post(f"{QUEUE}{held.id}/publication/").status_code == 302


def test_for_how_long_is_told_and_who_is_gone_is_forgotten(marta: Client, ilse: Client, held: Comment) -> None:
    with time_machine.travel(clock.now(), tick=False) as hands:
        ilse.get(f"{QUEUE}{held.id}/")
        for _third in range(6):
            hands.shift(timedelta(seconds=30))
            ilse.post(f"{QUEUE}presences/", {"reading": held.id})
        assert "Ilse Vis has been reading this for 3 minutes." in page(marta.get(QUEUE))
        hands.shift(LIFE)
        assert "has been reading" not in page(marta.get(QUEUE))


def test_the_script_is_told_of_all_that_it_shows(marta: Client, ilse: Client, held: Comment, say: Say) -> None:
    other = say(held.conversation.post, "Another.", name="Ruth")
    ilse.post(f"{QUEUE}presences/", {"reading": held.id})
    told = marta.post(f"{QUEUE}presences/", {"comment": [held.id, other.id], "reading": other.id}).json()
    assert told == {str(held.id): "Ilse Vis is reading this."}


def test_however_often_is_asked_little_is_written(ilse: Client, held: Comment) -> None:
    ilse.get(f"{QUEUE}{held.id}/")
    with CaptureQueriesContext(connection) as queries:
        for _time in range(5):
            ilse.post(f"{QUEUE}presences/", {"reading": held.id, "comment": held.id})
    written = [query["sql"] for query in queries if not query["sql"].startswith(("SELECT", "BEGIN", "COMMIT"))]
    assert written == []


def test_old_rows_are_gone_when_the_next_comes(ilse: Client, held: Comment, say: Say) -> None:
    other = say(held.conversation.post, "Another.", name="Ruth")
    with time_machine.travel(clock.now(), tick=False) as hands:
        ilse.get(f"{QUEUE}{held.id}/")
        hands.shift(LIFE)
        ilse.get(f"{QUEUE}{other.id}/")
    assert Presence.objects.get().comment == other


def test_a_stranger_neither_reads_nor_is_told(held: Comment, cast: object, tomas: Client, ilse: Client) -> None:
    ilse.get(f"{QUEUE}{held.id}/")
    assert tomas.post(f"{QUEUE}presences/", {"reading": held.id, "comment": held.id}).json() == {}
    assert Presence.objects.count() == 1
