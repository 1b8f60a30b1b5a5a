"""What was acknowledged is on the disk, whoever posts at the same moment, and whoever dies."""

import sqlite3
from contextlib import closing
from sqlite3 import OperationalError

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import conversation_of
from tertulia.conversation.forms import blank_form
from tertulia.conversation.policy import Moderation
from tertulia.outbox.event import Event
from tertulia.outbox.worker import run_due
from tertulia.weblog.post import Post
from tests.cast import gather, published_post
from tests.conversation.people import at_once, moderate

is_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'")


@is_sqlite
@pytest.mark.django_db
def test_sqlite_runs_as_the_settings_say() -> None:
    found = {}
    with connection.cursor() as cursor:
        for pragma in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
            cursor.execute(f"PRAGMA {pragma}")
            found[pragma] = cursor.fetchone()[0]
    # 2 is FULL: the log is on the disk before a commit is answered.
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30000}


@pytest.mark.django_db(transaction=True)
def test_no_row_points_to_nothing() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(weblog_id=987_654, published_at="2020-01-01T00:00:00Z", basename="x")


@is_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_transaction_takes_the_write_lock_at_once_and_not_at_its_first_write() -> None:
    with transaction.atomic(), closing(_other()) as other, pytest.raises(OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")


def _other() -> sqlite3.Connection:
    return sqlite3.connect(connection.settings_dict["NAME"], timeout=0)


@pytest.fixture
def busy(transactional_db: None) -> Post:
    """A post where nobody waits."""
    weblog = gather().weblog
    moderate(weblog, Moderation.NEVER)
    return published_post(weblog)


def _send(post: Post, text: str, **who: str) -> int:
    form = blank_form(conversation_of(Post.objects.select_related("weblog").get(id=post.id)))
    said = {"name": "Ruth Tamm", "email": "ruth@example.net", "text": text, "token": form.token, **who}
    return (
        Client().post(form.action, said, headers={"Sec-Fetch-Site": "same-origin"}, REMOTE_ADDR=who["ip"]).status_code
    )


def test_eight_who_post_together_are_all_taken_and_numbered(busy: Post) -> None:
    eight = [{"ip": f"198.51.100.{n}", "email": f"ruth{n}@example.net"} for n in range(8)]
    outcomes = at_once(*(lambda one=one: _send(busy, f"Words {one['ip']}.", **one) for one in eight))
    assert outcomes == [303] * 8
    numbers = Comment.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 9))
    assert conversation_of(Post.objects.get(id=busy.id)).count == 8


def test_eight_presses_of_one_button_are_one_comment(busy: Post) -> None:
    outcomes = at_once(*(lambda: _send(busy, "Once.", ip="198.51.100.1") for _press in range(8)))
    assert outcomes == [303] * 8
    assert Comment.objects.count() == 1


class Killed(BaseException):
    """A process that ends in the middle of a reaction: nothing below catches it."""


@pytest.mark.django_db
def test_a_worker_that_dies_in_the_middle_leaves_the_event_to_the_next(post: Post) -> None:
    Event.objects.all().delete()
    event = Event.objects.create(kind="test.happened", happened_at=post.created_at, due_at=post.created_at)
    told: list[str] = []

    def dies() -> None:
        raise Killed

    def tells() -> None:
        told.append("told")

    with pytest.raises(Killed):
        run_due({"test.happened": [dies]})
    event.refresh_from_db()
    assert (event.done, event.tries) == ([], 1)
    assert event.due_at
    Event.objects.update(due_at=post.created_at)
    assert run_due({"test.happened": [tells]}) == 1
    assert told == ["told"]
