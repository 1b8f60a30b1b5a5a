"""What was flushed since a moment: so that a page whose render was overtaken by a write is not stored."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Max

from tertulia.outbox.event import Event


@dataclass(frozen=True)
class Moment:
    """A point in the order of committed writes. On PostgreSQL a snapshot, as there ids say nothing about the order of
    commits; on SQLite, where one transaction writes at a time, the last event's id."""

    event_id: int
    snapshot: str = ""


def this_moment() -> Moment:
    """What is committed now. Whatever is read from the database after this call includes it."""
    if connection.vendor != "postgresql":
        return Moment(Event.objects.aggregate(last=Max("id"))["last"] or 0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text")
        return Moment(0, cursor.fetchone()[0])


def tags_since(moment: Moment) -> set[str]:
    """The tags of all events that were committed after ``moment``, however early their transactions began."""
    rows = _events_in_postgres(moment) if moment.snapshot else _events_in_sqlite(moment)
    return {tag for tags in rows for tag in tags}


def _events_in_sqlite(moment: Moment) -> list[list[str]]:
    return list(Event.objects.filter(id__gt=moment.event_id).values_list("tags", flat=True))


def _events_in_postgres(moment: Moment) -> list[list[str]]:
    sql = (
        "SELECT id FROM outbox_event WHERE xid >= pg_snapshot_xmin(%s::pg_snapshot)::text::bigint"
        " AND NOT pg_visible_in_snapshot(xid::text::xid8, %s::pg_snapshot)"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [moment.snapshot, moment.snapshot])
        ids = [row[0] for row in cursor.fetchall()]
    return list(Event.objects.filter(id__in=ids).values_list("tags", flat=True))
