"""An export file to load, and what must hold of every load."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from tertulia.exchange.load import load
from tertulia.exchange.preview import preview
from tertulia.exchange.readers.known import open_export
from tertulia.exchange.records import Record
from tertulia.exchange.report import TABLES, Report
from tertulia.weblog.weblog import Weblog
from tests.exchange.writing_mt import WEBLOG, comment, entry, ping

FULL = [
    entry("About", UNIQUE_URL=f"{WEBLOG}/about.html "),
    entry("Tides", comments=[comment(), ping(), comment("Me too", AUTHOR="Bo")], header="CATEGORY: Sea\n", TAGS="a,b"),
    entry("Later", STATUS="Future", DATE="03/04/2098 10:00:00 AM"),
    entry("Never", STATUS="Draft", AUTHOR="Tomas Brandt", AUTHOR_EMAIL="tomas@example.org"),
]


class Export:
    """One export file, and what becomes of it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self, weblog: Weblog, *entries: str, zone: str = "") -> Report:
        """Write the entries, look, and load them; the preview must have foretold the outcome."""
        self.path.write_text("".join(entries))
        return self.load_file(weblog, zone=zone)

    def load_file(self, weblog: Weblog, *, zone: str = "") -> Report:
        """The same with the file as it is."""
        where = ZoneInfo(zone) if zone else weblog.zone
        foretold = preview(open_export(self.path), weblog, weblog.slug, where)
        report = load(open_export(self.path), weblog, zone=where)
        assert foretold.as_json() == report.as_json()
        return adding_up(report)


def new(report: Report) -> dict[str, int]:
    """The tables in which something was new."""
    return {table: count for table, count in report.new.items() if count}


def adding_up(report: Report) -> Report:
    """Each thing that was read is new, known, merged, or a named loss."""
    lost = [loss["what"] for loss in report.lost]
    for table in TABLES:
        assert report.read[table] == report.new[table] + report.known[table] + report.merged[table] + lost.count(table)
    return report


class Given:
    """A source of records, for what no file has to show."""

    size, position = 1, 0

    def __init__(self, *records: Record) -> None:
        self.format, self.records = "given", records

    def prepare(self) -> Iterator[None]:
        return iter(())

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)

    def load(self, weblog: Weblog) -> Report:
        """Look, and load; the preview must have foretold the outcome."""
        foretold = preview(self, weblog, weblog.slug, weblog.zone)
        report = load(self, weblog)
        assert foretold.as_json() == report.as_json()
        return adding_up(report)
