"""The loop that does the slow part: each due event's reactions, retried with growing pauses, failures visible."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import close_old_connections, connection, transaction
from django.utils.module_loading import import_string

from tertulia.lib import clock
from tertulia.lib.prepared import Change, Given, Question, one_cursor
from tertulia.outbox.event import Event

log = logging.getLogger(__name__)

Reaction = Callable[..., Any]

# Ten tries over about three days: long enough for a mail server that is down over a weekend.
_PAUSES = [timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 1800, 7200, 21600, 43200, 86400, 86400)]

# Events that are claimed at once, and for how long: less than the shortest pause, after which others may have them.
_AT_ONCE, _SPAN = 20, timedelta(seconds=2)


def run_due(wiring: Mapping[str, Sequence[Reaction]] | None = None) -> int:
    """Run the reactions of every due event; answers how many events were finished."""
    reactions = wiring if wiring is not None else import_string(settings.WIRING)
    finished = 0
    while _due_ids.first(now=clock.now()) and (claimed := deque(_claim())):
        until = clock.now() + _SPAN
        while claimed and clock.now() <= until:
            event = claimed.popleft()
            finished += _react(event, reactions.get(event.kind, ()))
        _give_back(claimed)
    return finished


def _claim() -> list[Event]:
    # The lock lets one of several workers through; a worker that dies leaves its events due again later.
    with transaction.atomic(), one_cursor():
        claimed = _due.all(now=clock.now())
        for event in claimed:
            event.due_at = clock.now() + _PAUSES[event.tries] if event.tries < len(_PAUSES) else None
            event.tries += 1
            _keep_claim(event)
    return claimed


def _give_back(events: Iterable[Event]) -> None:
    now = clock.now()
    for event in events:
        if event.due_at is None or event.due_at > now:
            event.due_at, event.tries = now, event.tries - 1
            _keep_claim(event)


_due_ids = Question(lambda: Event.objects.filter(due_at__lte=Given("now")).values_list("id", flat=True)[:1])
_due = Question(
    lambda: (
        Event.objects.select_for_update(skip_locked=True)
        .filter(due_at__lte=Given("now"))
        .order_by("due_at", "id")[:_AT_ONCE]
    )
)
_keep_claim = Change(Event, ("tries", "due_at"))
_keep_failure = Change(Event, ("done", "error"))
_keep_success = Change(Event, ("done", "error", "due_at"))


def _react(event: Event, reactions: Sequence[Reaction]) -> bool:
    failures = []
    for reaction in reactions:
        name = f"{reaction.__module__}.{reaction.__name__}"
        if name in event.done:
            continue
        try:
            reaction(**event.payload)
            event.done.append(name)
        except Exception as error:  # the failure of one reaction must not stop the others; it is kept and shown
            log.exception("%s failed for event %s", name, event.id)
            failures.append(f"{name}: {error!r}")
    event.error = "\n".join(failures)
    if failures:
        _keep_failure(event)
        return False
    event.due_at = None
    _keep_success(event)
    return True


def run_until(stop: threading.Event, chores: Sequence[Callable[[], Any]] = (), pause: float = 1.0) -> None:
    """Run due events and ``chores`` (scheduled posts and the like) about once a second until ``stop`` is set."""
    look_after(stop, (run_due, *chores), pause)


def look_after(stop: threading.Event, chores: Sequence[Callable[[], Any]], pause: float = 1.0) -> None:
    """The same for ``chores`` alone."""
    failing: set[str] = set()
    while not stop.is_set():
        close_old_connections()
        for work in chores:
            _try(work, failing)
        stop.wait(pause)
    connection.close()


def hourly(work: Callable[[], int]) -> Callable[[], int]:
    """A chore for what costs too much to look for every second: an hour's pause each time that ``work`` finds nothing
    (answers 0)."""
    due: datetime | None = None

    @wraps(work)
    def chore() -> int:
        nonlocal due
        if due and clock.now() < due:
            return 0
        done = work()
        due = None if done else clock.now() + timedelta(hours=1)
        return done

    return chore


def _try(work: Callable[[], Any], failing: set[str]) -> None:
    # The loop outlives a database that is away for a moment. Said once and not every second, until it works again.
    name = f"{work.__module__}.{work.__name__}"
    try:
        work()
        failing.discard(name)
    except Exception:
        if name not in failing:
            log.exception("%s failed; the worker goes on and tries it again every second", name)
        failing.add(name)
