"""The parts of ``make bench``, in the order of the table."""

from collections.abc import Callable, Sequence
from typing import Any

from bench import footprint, importing, reading, rendering, weight, writing
from bench.inside import ask
from bench.setting import Setting
from bench.table import Row, amount


def _accepting(setting: Setting) -> list[Row]:
    measured = ask("accepting", setting.folder / "accepting", quick=setting.quick)
    by_among: dict[str, list[dict[str, Any]]] = {}
    for one in measured:
        by_among.setdefault(one["among"], []).append(one)
    return [_growth(among, costs, most) for (among, costs), most in zip(by_among.items(), (2, 1.5), strict=True)]


def _growth(among: str, costs: Sequence[dict[str, Any]], most: float) -> Row:
    first, last = costs[0], costs[-1]
    beside = ", ".join(f"{one['size']:,}: {amount(one['cpu'])} ms" for one in costs)
    what = f"comment accepted, {last['size']:,} {among}, CPU to {first['size']:,}"
    return Row(what, last["cpu"] / first["cpu"], "×", at_most=most, beside=beside, raw={"costs": costs})


def _pages(setting: Setting) -> list[Row]:
    rows = []
    for one in ask("pages", setting.folder / "pages", quick=setting.quick):
        beside = f"{one['queries']} queries, {one['size'] / 1000:,.0f} kB"
        rows.append(Row(f"made by Django: {one['page']}", one["median"], "ms", beside=beside, raw=one))
    return rows


PARTS: dict[str, Callable[[Setting], list[Row]]] = {
    "reading": reading.measure,
    "meanwhile": writing.meanwhile,
    "posting": writing.posting,
    "weight": weight.measure,
    "accepting": _accepting,
    "rendering": rendering.measure,
    "memory": footprint.memory,
    "start": footprint.start,
    "pages": _pages,
    "importing": importing.measure,
}
