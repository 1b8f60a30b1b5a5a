"""SQLite under many threads: they write in turns, and a turn ends however its transaction does."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction

from tertulia.lib.sqlite3 import base
from tertulia.outbox.event import Event, record
from tertulia.weblog.tag import Tag
from tests.conversation.people import at_once
from tests.lib.test_line import await_waiting

pytestmark = [
    pytest.mark.skipif("connection.vendor != 'sqlite'"),
    pytest.mark.django_db(transaction=True),
]


def write() -> None:
    """A transaction that writes."""
    with transaction.atomic():
        record("bell.rung")


def line_is_free() -> bool:
    return at_once(write) == [None]


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """How long this thread waits for its turn."""
    usual = connection.settings_dict["OPTIONS"]
    connection.settings_dict["OPTIONS"] = {**usual, "timeout": seconds}
    try:
        yield
    finally:
        connection.settings_dict["OPTIONS"] = usual


def test_threads_write_in_the_order_in_which_they_came() -> None:
    line = base._lines[connection.settings_dict["NAME"]]

    def write_down(number: int) -> None:
        with transaction.atomic():
            record("bell.rung", number=number)
        connection.close()

    threads = [threading.Thread(target=write_down, args=[number]) for number in range(12)]
    with transaction.atomic():
        for place, thread in enumerate(threads):
            thread.start()
            await_waiting(line, place + 1)
    for thread in threads:
        thread.join(30)
    assert [event.payload["number"] for event in Event.objects.order_by("id")] == list(range(12))


def fail() -> None:
    with transaction.atomic():
        record("bell.rung")
        raise ZeroDivisionError


def fail_in_the_database() -> None:
    with transaction.atomic():
        Event.objects.create(kind="")


def close_in_the_middle() -> None:
    with transaction.atomic():
        record("bell.rung")
        connection.close()


def fail_inside_and_go_on() -> None:
    with transaction.atomic():
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            raise ZeroDivisionError
        record("bell.rung")


@pytest.mark.parametrize("how", [write, fail, fail_in_the_database, close_in_the_middle, fail_inside_and_go_on])
def test_however_a_transaction_ends_the_next_may_begin(how: Callable[[], None]) -> None:
    assert is_free_after(how)


def is_free_after(how: Callable[[], None]) -> bool:
    """Whether others may write while the connection of who wrote before is still open."""

    def write_and_look() -> bool:
        with suppress(ZeroDivisionError, DatabaseError):
            how()
        return line_is_free()

    return at_once(write_and_look) == [True]


def point_to_nothing() -> None:
    with transaction.atomic():
        Tag.objects.create(weblog_id=987_654, name="a", slug="a")


def test_a_commit_that_fails_is_rolled_back_and_the_next_may_begin() -> None:
    with pytest.raises(IntegrityError):
        point_to_nothing()
    assert is_free_after(point_to_nothing)


def test_who_waits_too_long_is_told_that_the_database_is_locked() -> None:
    busy, done = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            busy.set()
            assert done.wait(30)

    def hurry() -> None:
        assert busy.wait(30)
        try:
            with patience(0.01):
                write()
        finally:
            done.set()

    held, hurried = at_once(hold, hurry)
    assert held is None
    assert isinstance(hurried, OperationalError)
    assert "locked" in str(hurried)
    assert line_is_free()


def test_another_process_is_waited_for_as_ever() -> None:
    with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=0)) as other:
        other.execute("BEGIN IMMEDIATE")
        connection.close()
        with patience(0.01), pytest.raises(OperationalError, match="locked"):
            write()
        other.execute("ROLLBACK")
    assert line_is_free()
    connection.close()


def test_a_statement_is_brought_into_the_style_of_sqlite_once() -> None:
    base._with_marks.cache_clear()
    for _time in range(3):
        assert list(Event.objects.filter(kind="100%").exclude(kind="%s")) == []
    assert base._with_marks.cache_info().hits >= 2
