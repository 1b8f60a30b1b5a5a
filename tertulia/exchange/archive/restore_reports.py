"""What readers have reported, as rows again."""

from tertulia.conversation.rate import rate_network
from tertulia.conversation.reports.report import Report
from tertulia.exchange.archive.batches import in_batches
from tertulia.exchange.archive.restoring import Restoring
from tertulia.exchange.archive.schema_reports import REPORTS
from tertulia.exchange.archive.values import moment_of


def restore_reports(here: Restoring) -> None:
    """Reports, once the comments are there."""
    for batch in in_batches(here.records(REPORTS), "text"):
        Report.objects.bulk_create(
            Report(
                comment_id=here.known.comments[record["comment"]],
                network=rate_network(record["ip"]),
                at=moment_of(record["at"]),
                settled_at=moment_of(record["settled_at"]) if record["settled_at"] else None,
                **{name: record[name] for name in ("reason", "text", "email", "ip")},
            )
            for record in batch
        )
