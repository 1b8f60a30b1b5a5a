"""The loop that does the slow part: each due event's reactions, retried with growing pauses, failures visible."""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import close_old_connections, connection, transaction
from django.utils.module_loading import import_string

from tertulia.lib import clock
from tertulia.outbox.event import Event

log = logging.getLogger(__name__)

Reaction = Callable[..., Any]

# Ten tries over about three days: long enough for a mail server that is down over a weekend.
_PAUSES = [timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 1800, 7200, 21600, 43200, 86400, 86400)]


def run_due(wiring: Mapping[str, Sequence[Reaction]] | None = None) -> int:
    """Run the reactions of every due event; answers how many events were finished."""
    reactions = wiring if wiring is not None else import_string(settings.WIRING)
    finished = 0
    for event_id in Event.objects.filter(due_at__lte=clock.now()).order_by("id").values_list("id", flat=True):
        if event := _claim(event_id):
            finished += _react(event, reactions.get(event.kind, ()))
    return finished


def _claim(event_id: int) -> Event | None:
    # The conditional update lets one of several workers through; a worker that dies leaves the event due again later.
    with transaction.atomic():
        event = Event.objects.filter(id=event_id, due_at__lte=clock.now()).first()
        if event is None:
            return None
        pause = _PAUSES[event.tries] if event.tries < len(_PAUSES) else None
        claimed = Event.objects.filter(id=event_id, tries=event.tries, due_at=event.due_at).update(
            tries=event.tries + 1, due_at=clock.now() + pause if pause else None
        )
        return event if claimed else None


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
    changed: dict[str, Any] = {"done": event.done, "error": "\n".join(failures)}
    if not failures:
        changed["due_at"] = None
    Event.objects.filter(id=event.id).update(**changed)
    return not failures


def run_until(stop: threading.Event, chores: Sequence[Callable[[], Any]] = (), pause: float = 1.0) -> None:
    """Run due events and ``chores`` (scheduled posts and the like) about once a second until ``stop`` is set."""
    failing: set[str] = set()
    while not stop.is_set():
        close_old_connections()
        for work in (run_due, *chores):
            _try(work, failing)
        stop.wait(pause)
    connection.close()


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
