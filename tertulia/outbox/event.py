"""What happened, as rows written in the same transaction as the change; the worker does the slow part later."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, models
from django.db.models import Q
from django.db.models.expressions import Expression, RawSQL
from django.utils.module_loading import import_string

from tertulia.lib import clock
from tertulia.lib.prepared import Insertion


class Event(models.Model):
    """One thing that happened. ``done`` names the reactions that succeeded, so that a retry repeats only the others.
    ``xid`` is PostgreSQL's id of the transaction that wrote it (see ``outbox/moment.py``)."""

    kind = models.CharField(max_length=40)
    payload = models.JSONField(default=dict)
    tags = models.JSONField(default=list)
    happened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    done = models.JSONField(default=list)
    error = models.TextField(blank=True)
    xid = models.BigIntegerField(null=True)

    class Meta:
        # Of all that ever happened little is still to be done; and SQLite knows no transaction ids.
        indexes = [
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="event_due"),
            models.Index(fields=["xid"], condition=Q(xid__isnull=False), name="event_transaction"),
        ]
        constraints = [models.CheckConstraint(condition=~Q(kind=""), name="event_kind_named")]

    def __str__(self) -> str:
        return f"{self.kind} {self.payload}"


def record(kind: str, *, tags: Iterable[str] = (), due_at: datetime | None = None, **payload: Any) -> Event:
    """Write down that ``kind`` happened; call it inside the transaction of the change itself.

    ``tags`` name what became stale (``tertulia.lib.tags``). ``payload`` holds ids and short facts, never objects.
    Who reacts is listed in ``tertulia/wiring.py``; the caller does not know. The stored pages that carry one of the
    tags are gone when the transaction has been committed (``settings.FLUSHER``).
    """
    moment, stale = clock.now(), sorted(set(tags))
    event = _write(Event(kind=kind, payload=payload, tags=stale, happened_at=moment, due_at=due_at or moment))
    if stale:
        import_string(settings.FLUSHER)(stale)
    return event


def _transaction_id() -> dict[str, Expression]:
    return {"xid": RawSQL("pg_current_xact_id()::text::bigint", ())} if connection.vendor == "postgresql" else {}


_write = Insertion(Event, _transaction_id)
