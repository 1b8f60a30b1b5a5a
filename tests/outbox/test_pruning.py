"""Events that were done long ago are removed; what failed, what is due and the newest stay."""

from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
import time_machine

from tertulia.lib import clock
from tertulia.outbox import pruning
from tertulia.outbox.event import Event, record
from tertulia.outbox.moment import tags_since, this_moment
from tertulia.outbox.pruning import prune
from tertulia.outbox.worker import hourly, run_due

pytestmark = pytest.mark.django_db


def ago(days: int) -> AbstractContextManager[None]:
    return clock.standing_at(clock.now() - timedelta(days=days))


def kinds() -> set[str]:
    return set(Event.objects.values_list("kind", flat=True))


def test_what_was_done_a_month_ago_goes() -> None:
    for days in (31, 29):
        with ago(days):
            record(f"bell.rung-{days}")
            run_due({})
    record("bell.rung")
    assert prune() == 1
    assert kinds() == {"bell.rung-29", "bell.rung"}
    assert prune() == 0


def test_what_failed_or_waits_stays() -> None:
    with ago(40):
        record("bell.broken")
        record("bell.waiting", due_at=clock.now() + timedelta(days=90))
        run_due({"bell.broken": [fail]})
    Event.objects.filter(kind="bell.broken").update(due_at=None)
    record("bell.rung")
    assert prune() == 0
    assert kinds() == {"bell.broken", "bell.waiting", "bell.rung"}


def fail() -> None:
    raise OSError("the rope has torn")


# Committed for real: within one transaction PostgreSQL may count its own writes as seen, once a later one has ended.
@pytest.mark.django_db(transaction=True)
def test_the_newest_event_stays_whatever_its_age() -> None:
    with ago(40):
        record("bell.rung-first")
        record("bell.rung")
        run_due({})
    assert prune() == 1
    assert kinds() == {"bell.rung"}
    before = this_moment()
    record("bell.rung-again", tags=["post:1"])
    assert tags_since(before) == {"post:1"}


def test_they_go_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pruning, "AT_ONCE", 2)
    with ago(40):
        for _ in range(6):
            record("bell.rung")
        run_due({})
    assert [prune() for _ in range(4)] == [2, 2, 1, 0]


def test_what_finds_nothing_to_do_is_asked_again_in_an_hour() -> None:
    found, asked = [2, 1, 0, 5], []

    def work() -> int:
        asked.append(clock.now())
        return found[len(asked) - 1]

    with time_machine.travel(clock.now(), tick=False) as hands:
        chore = hourly(work)
        assert [chore() for _ in range(5)] == [2, 1, 0, 0, 0]
        hands.shift(timedelta(minutes=61))
        assert chore() == 5
    assert len(asked) == 4
