"""The first reader of a page after it became stale: it is made, compressed and stored. By the number of comments."""

from statistics import median

from bench.processes import Program
from bench.setting import Setting
from bench.table import Row, amount

_SIZES = (10, 100, 1_000)
_WEBLOGS = {"paged": "in pages", "whole": "on one page"}


def measure(setting: Setting) -> list[Row]:
    """For both ways to show comments: a page with 10, 100 and 1,000, each asked for once."""
    with setting.serving() as program:
        return [row for weblog, shown in _WEBLOGS.items() for row in _rows(setting, program, weblog, shown)]


def _rows(setting: Setting, program: Program, weblog: str, shown: str) -> list[Row]:
    copies = sum(name.startswith(f"{weblog}-10-") for name in setting.paths)
    spent: dict[int, list[float]] = {size: [] for size in _SIZES}
    for copy in range(copies):
        for size in _SIZES:
            spent[size].append(_first(program, setting.paths[f"{weblog}-{size}-{copy}"]))
    # The first of all has loaded templates and opened connections too.
    made = {size: median(times[1:]) for size, times in spent.items()}
    beside = ", ".join(f"{size:,}: {amount(made[size])} ms" for size in _SIZES)
    what = f"first view with 1,000 comments {shown}, CPU to 10"
    return [Row(what, made[1_000] / made[10], "×", at_most=3, beside=beside, raw={str(k): v for k, v in spent.items()})]


def _first(program: Program, path: str) -> float:
    # Milliseconds of CPU time until the server rests again, so that what is done after the answer counts too.
    program.settle()
    before = program.cpu()
    program.get(path)
    program.settle()
    return (program.cpu() - before) * 1000
