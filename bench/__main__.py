"""``make bench``: one table of what is measured and its targets, and JSON in ``bench/results/``.

Needs wrk and nginx from Debian and Caddy from PyPI; what needs one that is missing is said not to be measured.
Everything listens on 127.0.0.1. DATABASE_URL, if set, must name an empty database."""

import argparse
import os
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

from bench import machine, table
from bench.inside import ask
from bench.parts import PARTS
from bench.processes import LOAD_CORE
from bench.setting import Setting
from bench.table import Row

RESULTS = Path(__file__).parent / "results"


def main() -> int:
    """Measure, print, keep; 1 if a part could not be measured for another reason than a missing program."""
    options = _options()
    if options.markdown is not None:
        print(_as_markdown(options.markdown or max(RESULTS.glob("bench-*.json"))))
        return 0
    # Ended by a signal, it ends its servers too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="tertulia-bench-") as name:
        folder = Path(name)
        filled = ask("fill", folder / "data", quick=options.quick)
        about = {**machine.facts(folder, filled["database"]), "quick": "yes" if options.quick else "no"}
        os.sched_setaffinity(0, {LOAD_CORE})
        rows, is_whole = _measure(options.only or [*PARTS], Setting(folder, filled["paths"], options.quick))
    print(table.aligned(rows))
    print("\n" + "; ".join(f"{key} {value}" for key, value in about.items()))
    table.write(RESULTS / f"bench-{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}.json", rows, about)
    return 0 if is_whole else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", choices=PARTS, action="append", help="measure this part (may be given several times)")
    parser.add_argument("--quick", action="store_true", help="look only: less data, less time, less to be relied on")
    parser.add_argument(
        "--markdown",
        nargs="?",
        const="",
        metavar="FILE",
        help="measure nothing; print the table of the last run, or of this file, for docs/performance.md",
    )
    return parser.parse_args()


def _measure(names: Sequence[str], setting: Setting) -> tuple[list[Row], bool]:
    rows: list[Row] = []
    is_whole = True
    for name in names:
        begun = time.monotonic()
        try:
            rows += PARTS[name](setting)
        except Exception as error:  # noqa: BLE001  hours of other parts must not be lost
            traceback.print_exc()
            rows += table.unmeasured([name], f"{error!r:.100}")
            is_whole = False
        print(f"{name}: {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    return rows, is_whole


def _as_markdown(file: str | Path) -> str:
    rows, about = table.read(Path(file))
    return "\n".join([table.markdown(rows), "", *(f"- {key}: {value}" for key, value in about.items())])


if __name__ == "__main__":
    sys.exit(main())
