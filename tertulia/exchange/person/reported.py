"""What somebody has reported of comments, giving their e-mail address: it is nobody's once they are forgotten."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from tertulia.conversation.rate import rate_network
from tertulia.conversation.reports.report import Report
from tertulia.exchange.person.person import Person

_COLUMNS = ("id", "email", "text", "ip")


def reports_by(person: Person) -> "QuerySet[Report]":
    """Those that came with their address."""
    if not person.email:
        return Report.objects.none()
    theirs = Report.objects.filter(comment__conversation__post__weblog=person.weblog, email=person.email)
    return theirs.select_related("comment__conversation__post__weblog__policy").order_by("id")


def take_out_reports(person: Person) -> list[dict[str, Any]]:
    """Leave of their reports that somebody made them, and why; answers what was there."""
    rows = list(reports_by(person).values(*_COLUMNS))
    Report.objects.filter(id__in=[row["id"] for row in rows]).update(email="", text="", ip=None, network=None)
    return rows


def put_back_reports(rows: Sequence[Mapping[str, Any]]) -> None:
    """Let them be theirs again."""
    for row in rows:
        said = {name: row[name] for name in ("email", "text", "ip")}
        Report.objects.filter(id=row["id"]).update(**said, network=rate_network(row["ip"]))
