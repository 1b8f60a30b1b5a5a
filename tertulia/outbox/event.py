"""What happened, as rows written in the same transaction as the change; the worker does the slow part later."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from tertulia.lib import clock


class Event(models.Model):
    """One thing that happened. ``done`` names the reactions that succeeded, so that a retry repeats only the others."""

    kind = models.CharField(max_length=40)
    payload = models.JSONField(default=dict)
    tags = models.JSONField(default=list)
    happened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    done = models.JSONField(default=list)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(kind=""), name="event_kind_named")]

    def __str__(self) -> str:
        return f"{self.kind} {self.payload}"


def record(kind: str, *, tags: Iterable[str] = (), due_at: datetime | None = None, **payload: Any) -> Event:
    """Write down that ``kind`` happened; call it inside the transaction of the change itself.

    ``tags`` name what became stale (``tertulia.lib.tags``). ``payload`` holds ids and short facts, never objects.
    Who reacts is listed in ``tertulia/wiring.py``; the caller does not know.
    """
    moment = clock.now()
    return Event.objects.create(
        kind=kind, payload=payload, tags=sorted(set(tags)), happened_at=moment, due_at=due_at or moment
    )
