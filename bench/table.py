"""What was measured, as rows of one table: printed aligned or as Markdown, and kept as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

_HEAD = ("what", "figure", "target", "", "of")


@dataclass(frozen=True)
class Row:
    """One measure. ``value`` is None if it could not be taken, and ``beside`` then says why; else ``beside`` is what
    the figure is made of, or what others reach. ``raw`` is kept in the JSON only."""

    what: str
    value: float | None
    unit: str = ""
    at_least: float | None = None
    at_most: float | None = None
    beside: str = ""
    raw: dict[str, Any] = field(default_factory=dict)

    @property
    def figure(self) -> str:
        """The value as people read it."""
        return "not measured" if self.value is None else f"{amount(self.value)} {self.unit}".strip()

    @property
    def target(self) -> str:
        """The target, as ``≥ 0.95 ×``."""
        bounds = (("≥", self.at_least), ("≤", self.at_most))
        return " ".join(f"{sign} {amount(bound)} {self.unit}".strip() for sign, bound in bounds if bound is not None)

    @property
    def verdict(self) -> str:
        """Met, missed, or nothing where there is no target."""
        if self.value is None or not self.target:
            return ""
        is_enough = self.at_least is None or self.value >= self.at_least
        is_little = self.at_most is None or self.value <= self.at_most
        return "met" if is_enough and is_little else "missed"


def amount(value: float) -> str:
    """A number with three digits that mean something: ``12,300``, ``4.56``, ``0.0132``."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def unmeasured(whats: Sequence[str], reason: str) -> list[Row]:
    """Rows that say why there is no figure."""
    return [Row(what, None, beside=reason) for what in whats]


def aligned(rows: Sequence[Row]) -> str:
    """The table for a terminal."""
    cells = [_HEAD, *_cells(rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(_HEAD))]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in cells)


def markdown(rows: Sequence[Row]) -> str:
    """The table for a page of documentation."""
    lines = [_HEAD, ("---", "--:", "--:", "---", "---"), *_cells(rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write(file: Path, rows: Sequence[Row], about: dict[str, Any]) -> None:
    """Keep rows as JSON, with what is known ``about`` the run."""
    told = [{**asdict(row), "figure": row.figure, "target": row.target, "verdict": row.verdict} for row in rows]
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps({**about, "rows": told}, indent=1, ensure_ascii=False))


def read(file: Path) -> tuple[list[Row], dict[str, Any]]:
    """The rows that ``write`` kept, and what it was told about the run."""
    about = json.loads(file.read_text())
    names = Row.__dataclass_fields__
    return [Row(**{name: one[name] for name in names}) for one in about.pop("rows")], about


def _cells(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    return [(row.what, row.figure, row.target, row.verdict, row.beside) for row in rows]
