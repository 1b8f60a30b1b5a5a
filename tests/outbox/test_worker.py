"""The worker: each reaction to what happened runs once; failures are kept, retried, and stop nobody else."""

import threading
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from tertulia.lib import clock
from tertulia.outbox.event import Event, record
from tertulia.outbox.message import Message
from tertulia.outbox.worker import run_due, run_until
from tests.conversation.people import at_once

pytestmark = pytest.mark.django_db

heard: list[int] = []


@pytest.fixture(autouse=True)
def nothing_heard() -> None:
    heard.clear()


def hear(number: int) -> None:
    heard.append(number)


def fail(number: int) -> None:
    raise OSError(f"the mail server is away ({number})")


def fail_once(number: int) -> None:
    heard.append(-number)
    if heard.count(-number) == 1:
        raise OSError("not yet")


def later(**span: float) -> AbstractContextManager[None]:
    return clock.standing_at(clock.now() + timedelta(**span))


def test_what_happened_is_told_to_each_that_reacts_and_once() -> None:
    record("bell.rung", number=3)
    assert run_due({"bell.rung": [hear]}) == 1
    assert run_due({"bell.rung": [hear]}) == 0
    assert heard == [3]


def test_what_nobody_reacts_to_is_done_at_once() -> None:
    event = record("bell.rung", number=3)
    run_due({})
    event.refresh_from_db()
    assert (event.due_at, event.error) == (None, "")


def test_what_is_due_later_waits() -> None:
    record("bell.rung", number=3, due_at=clock.now() + timedelta(hours=1))
    assert run_due({"bell.rung": [hear]}) == 0
    with later(hours=2):
        assert run_due({"bell.rung": [hear]}) == 1


def test_a_change_that_was_rolled_back_never_happened() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record("bell.rung", number=1 // 0)
    assert not Event.objects.exists()


def test_a_failure_is_kept_and_stops_no_other_reaction() -> None:
    event = record("bell.rung", number=3)
    assert run_due({"bell.rung": [fail, hear]}) == 0
    event.refresh_from_db()
    assert heard == [3]
    assert "the mail server is away (3)" in event.error
    assert event.due_at is not None


def test_a_retry_repeats_only_what_failed() -> None:
    event = record("bell.rung", number=3)
    wiring = {"bell.rung": [hear, fail_once]}
    run_due(wiring)
    assert run_due(wiring) == 0  # the pause is not over
    with later(seconds=10):
        assert run_due(wiring) == 1
    event.refresh_from_db()
    assert heard == [3, -3, -3]
    assert (event.due_at, event.error) == (None, "")


def test_after_three_days_of_failures_it_rests_and_stays_visible() -> None:
    event = record("bell.rung", number=3)
    for day in range(30):
        with later(days=day * 1.01):
            run_due({"bell.rung": [fail]})
    event.refresh_from_db()
    assert event.due_at is None
    assert event.tries == 11
    assert "away" in event.error


def test_a_long_queue_is_worked_off_in_its_order() -> None:
    for number in range(45):
        record("bell.rung", number=number)
    assert run_due({"bell.rung": [hear]}) == 45
    assert heard == list(range(45))


def hear_slowly(number: int) -> None:
    heard.append(number)
    clock._standing.set(clock.now() + timedelta(seconds=3))


def test_what_there_is_no_time_for_is_given_back_and_that_is_no_try() -> None:
    with later():
        for number in range(3):
            record("bell.rung", number=number)
        assert run_due({"bell.rung": [hear_slowly]}) == 3
    assert heard == [0, 1, 2]
    assert set(Event.objects.values_list("tries", "due_at")) == {(1, None)}


def hear_for_ever(number: int) -> None:
    heard.append(number)
    clock._standing.set(clock.now() + timedelta(seconds=20))
    if len(heard) == 1:
        assert run_due({"bell.rung": [hear]}) == 2


def test_what_others_have_taken_meanwhile_is_not_taken_from_them() -> None:
    with later():
        for number in range(2):
            record("bell.rung", number=number)
        run_due({"bell.rung": [hear_for_ever]})
    assert heard == [0, 0, 1]
    assert not Event.objects.exclude(due_at=None).exists()


@pytest.mark.django_db(transaction=True)
def test_of_several_workers_one_takes_each_event() -> None:
    for number in range(30):
        record("bell.rung", number=number)
    finished = at_once(*[lambda: run_due({"bell.rung": [hear]})] * 4)
    assert sum(count for count in finished if isinstance(count, int)) == 30
    assert sorted(heard) == list(range(30))


def test_tags_are_kept_once_and_in_order() -> None:
    assert record("bell.rung", tags=["b", "a", "b"]).tags == ["a", "b"]


@pytest.mark.django_db(transaction=True)
def test_the_loop_goes_on_after_a_failure_and_ends_when_told() -> None:
    record("weblog.created", weblog_id=1)
    stop, turns = threading.Event(), []

    def chore() -> None:
        turns.append(1)
        if len(turns) == 3:
            stop.set()
        raise OSError("the disk is full")

    thread = threading.Thread(target=run_until, args=(stop, [chore], 0.0))
    thread.start()
    thread.join(30)
    assert len(turns) == 3
    assert not Event.objects.exclude(due_at=None).exists()


def test_mail_without_a_server_waits_where_the_host_can_read_it(capsys: pytest.CaptureFixture[str]) -> None:
    with get_connection("tertulia.outbox.waiting_mail.Backend") as backend:
        mail = EmailMessage("Your code", "123456", "us@example.org", ["ruth@example.org"], connection=backend)
        assert mail.send() == 1
    message = Message.objects.get()
    assert (message.to, message.subject, message.text) == ("ruth@example.org", "Your code", "123456")
    assert "123456" in capsys.readouterr().err
