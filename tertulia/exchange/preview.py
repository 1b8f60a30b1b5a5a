"""Look before the load: what an export holds, what of it would be new, what cannot be placed. Writes nothing."""

from collections.abc import Generator
from datetime import tzinfo

from tertulia.exchange.load import walk
from tertulia.exchange.plan import Planner
from tertulia.exchange.records import Reader
from tertulia.exchange.report import Report
from tertulia.exchange.survey import Survey, survey
from tertulia.weblog.weblog import Weblog


def preview(reader: Reader, weblog: Weblog | None, slug: str, zone: tzinfo) -> Report:
    """The report that a load into ``weblog`` (None: a new one called ``slug``) would give. Raises BrokenExport."""
    report = Report(reader.format, slug)
    for _done in preview_steps(reader, weblog, report, survey(reader), zone):
        pass
    return report


def preview_steps(
    reader: Reader, weblog: Weblog | None, report: Report, found: Survey, zone: tzinfo
) -> Generator[int, None, None]:
    """The same, a batch at each step; answers how many records are done."""
    return walk(reader, Planner(weblog, report, found, zone))
