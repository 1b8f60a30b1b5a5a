"""Events that are done are kept for a month, for whoever looks into the database, and then removed."""

from datetime import timedelta

from django.db.models import Max

from tertulia.lib import clock
from tertulia.outbox.event import Event

KEPT = timedelta(days=30)
# Few at a time, as SQLite lets nobody else write meanwhile.
AT_ONCE = 500


def prune() -> int:
    """Remove some of the events that were done a month ago; answers how many. What failed stays, and so does the newest
    event, whatever its age: its id tells where the order of events stands (``moment``)."""
    newest = Event.objects.aggregate(id=Max("id"))["id"] or 0
    done = Event.objects.filter(due_at=None, error="", happened_at__lt=clock.now() - KEPT, id__lt=newest)
    ids = list(done.order_by("id").values_list("id", flat=True)[:AT_ONCE])
    if ids:
        Event.objects.filter(id__in=ids).delete()
    return len(ids)
