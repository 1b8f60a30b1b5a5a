"""What an import did, or would do: counts that add up (read = new + known + merged + lost), every loss by name."""

from dataclasses import dataclass, field
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

TABLES = (
    "posts",
    "pages",
    "drafts",
    "scheduled",
    "discarded",
    "comments",
    "pings",
    "categories",
    "tags",
    "authors",
    "media",
    "addresses",
)
# More than a person reads; the rest is counted.
MOST_WARNINGS = 1000


def _zeros() -> dict[str, int]:
    return dict.fromkeys(TABLES, 0)


def _no_names() -> dict[str, dict[str, bool]]:
    return {"categories": {}, "tags": {}, "authors": {}}


@dataclass
class Report:
    """Counts per table. ``merged`` are things that another source has brought before. ``names`` holds what is counted
    once however often it appears, and whether it was new."""

    format: str
    weblog: str
    new: dict[str, int] = field(default_factory=_zeros)
    known: dict[str, int] = field(default_factory=_zeros)
    merged: dict[str, int] = field(default_factory=_zeros)
    lost: list[dict[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    unlisted: int = 0
    # Places in ``lost`` of what a later pass over the same records will name again.
    again: list[int] = field(default_factory=list)
    names: dict[str, dict[str, bool]] = field(default_factory=_no_names)

    def add(self, table: str, *, is_new: bool) -> None:
        """Count one thing that is new, or known already."""
        (self.new if is_new else self.known)[table] += 1

    def merge(self, table: str) -> None:
        """Count one thing that another source has brought before."""
        self.merged[table] += 1

    def name(self, table: str, name: str, *, is_new: bool) -> None:
        """Count a category, tag or author, the first time it is named."""
        if name not in self.names[table]:
            self.names[table][name] = is_new
            self.add(table, is_new=is_new)

    def lose(self, what: str, where: str, why: str, *, again: bool = False) -> None:
        """Name one thing that could not be had; ``what`` is its table. ``again``: whoever goes on after a break will
        name it once more."""
        if again:
            self.again.append(len(self.lost))
        self.lost.append({"what": what, "where": where, "why": why})

    def warn(self, *sentences: str) -> None:
        """Tell people something about what was imported."""
        room = max(0, MOST_WARNINGS - len(self.warnings))
        self.warnings += sentences[:room]
        self.unlisted += len(sentences[room:])

    @property
    def read(self) -> dict[str, int]:
        """What the file holds."""
        lost = _zeros()
        for loss in self.lost:
            lost[loss["what"]] += 1
        return {table: self.new[table] + self.known[table] + self.merged[table] + lost[table] for table in TABLES}

    def as_json(self) -> dict[str, Any]:
        """The object that ``--json`` prints."""
        more = ngettext("{count} more warning is not listed.", "{count} more warnings are not listed.", self.unlisted)
        return {
            "format": self.format,
            "weblog": self.weblog,
            "read": self.read,
            "new": self.new,
            "known": self.known,
            "merged": self.merged,
            "lost": self.lost,
            "warnings": [*self.warnings, more.format(count=self.unlisted)] if self.unlisted else self.warnings,
        }

    def as_preview(self) -> dict[str, Any]:
        """The same with the names of authors and categories, to look at before anything is written."""
        return {**self.as_json(), **{table: sorted(self.names[table]) for table in ("authors", "categories", "tags")}}

    def state(self) -> dict[str, Any]:
        """All of it, to go on with after a break (``from_state``); but for what is named again, which may be a long
        list of missing files."""
        again = {*self.again}
        return {**vars(self), "lost": [loss for n, loss in enumerate(self.lost) if n not in again], "again": []}

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> Self:
        """The report that ``state`` came from."""
        return cls(**state)


def as_lines(report: Report, *, is_preview: bool) -> list[str]:
    """The report for a person at a terminal."""
    shown = report.as_json()
    heading = _("would be new") if is_preview else _("new")
    has_merged = any(report.merged.values())
    middle = (_("merged"),) if has_merged else ()
    columns = ("", _("read"), heading, _("known already"), *middle, _("lost"))
    rows = [_row(report, shown["read"], table, has_merged=has_merged) for table in TABLES if shown["read"][table]]
    widths = [max(len(str(row[i])) for row in (columns, *rows)) for i in range(len(columns))]
    lines = ["  ".join(map(_cell, row, widths, range(len(row)))).rstrip() for row in (columns, *rows)]
    for loss in report.lost:
        lines.append(_("lost: {what}, {where}: {why}").format(**loss))
    return [*lines, *(_("warning: {text}").format(text=text) for text in shown["warnings"])]


def _row(report: Report, read: dict[str, int], table: str, *, has_merged: bool) -> tuple[object, ...]:
    middle = (report.merged[table],) if has_merged else ()
    return (table, read[table], report.new[table], report.known[table], *middle, _lost(report, table))


def _lost(report: Report, table: str) -> int:
    return sum(loss["what"] == table for loss in report.lost)


def _cell(value: object, width: int, column: int) -> str:
    return str(value).ljust(width) if column == 0 else str(value).rjust(width)
