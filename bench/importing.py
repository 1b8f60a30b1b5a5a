"""How fast exports are imported, and how much memory that takes: ``python -m bench.importing STEP FORMAT FILE``.

Reading and loading are measured in processes of their own, so that each peak is one's own; a load's is that of all its
processes together."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from bench.exports import LONGEST, WRITERS
from bench.processes import own_peak
from bench.setting import Setting
from bench.table import Row, amount
from tests import postgres

_FAST, _LITTLE = 2000, 250


@dataclass(frozen=True)
class Imported:
    """What one step took: seconds, CPU seconds, megabytes of memory at the most; how many posts, comments and other
    things were in the export, and how many of them comments."""

    records: int
    comments: int
    seconds: float
    cpu: float
    peak: float


def measure(setting: Setting) -> list[Row]:
    """Each reader, then the load of Movable Type's text into both databases."""
    read, load = (20, 5) if setting.quick else (200, 20)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="tertulia-bench-") as name:
        for form in WRITERS:
            size = min(read, LONGEST.get(form, read))
            one = imported("read", form, Path(name), size)
            rows += _rows(f"import: read {form}, {size} MB", one.records / one.seconds, "records/s", one)
        for database in ("SQLite", "PostgreSQL"):
            with _database(database) as url:
                one = imported("load", "mt", Path(name), load, url)
            what = f"import: load mt, {one.comments:,} comments, {database}"
            rows += _rows(what, one.comments / one.seconds, "comments/s", one, at_least=_FAST)
    return rows


def imported(step: str, form: str, folder: Path, size: int, database: str = "") -> Imported:
    """Write an export of so many megabytes and read it, or load it into an empty database: SQLite's if none is
    named."""
    with tempfile.TemporaryDirectory(dir=folder) as aside:
        path = Path(aside) / "export"
        comments = WRITERS[form](path, size * 1_000_000)
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tertulia.settings", "TERTULIA_DATA": f"{aside}/data"}
        environment |= {"DATABASE_URL": database}
        if step == "load":
            # In a process of its own, as it takes more memory than a load.
            subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity=0"], env=environment, check=True)
        command = [sys.executable, "-m", "bench.importing", step, str(path)]
        said = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True).stdout
    found = Imported(**json.loads(said.splitlines()[-1]))
    assert found.comments == comments, f"{found.comments} of {comments} comments"
    return found


def _rows(what: str, rate: float, unit: str, one: Imported, at_least: float | None = None) -> list[Row]:
    beside = f"{amount(one.seconds)} s, {amount(one.cpu)} s of CPU time"
    return [
        Row(what, rate, unit, at_least=at_least, beside=beside),
        Row("the same, memory at the most", one.peak, "MB", at_most=_LITTLE),
    ]


@contextmanager
def _database(name: str) -> Iterator[str]:
    if name == "SQLite":
        yield ""
        return
    with tempfile.TemporaryDirectory(prefix="tertulia-bench-") as folder:
        server, url = postgres.start(Path(folder))
        try:
            yield url
        finally:
            server.cleanup()


def _read(path: Path) -> tuple[int, int]:
    records = comments = 0
    for record in import_module("tertulia.exchange.readers.known").open_export(path):
        # What a page claims is a number.
        said = len(found) if isinstance(found := getattr(record, "comments", ()), tuple) else 0
        records, comments = records + 1 + said, comments + said
        if content := getattr(record, "open", None):
            _read_through(content)
    return records, comments


def _read_through(content: Callable[[], BinaryIO]) -> None:
    # As a load does, which keeps files.
    with content() as file:
        while file.read(1 << 16):
            pass


def _load(path: Path) -> tuple[int, int]:
    load = import_module("tertulia.exchange.load").load
    reader = import_module("tertulia.exchange.readers.known").open_export(path)
    weblog = import_module("tertulia.weblog.weblog").create_weblog("tide")
    with import_module("tertulia.exchange.ahead").read_ahead(reader, weblog.language) as (records, deriving):
        found = import_module("tertulia.exchange.survey").survey(reader)
        report = load(records, weblog, found=found, deriving=deriving)
    assert report.lost == []
    return sum(report.new.values()), report.new["comments"]


def _used() -> Mapping[str, float]:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {
        "cpu": sum(one.ru_utime + one.ru_stime for one in both),
        "peak": (own_peak() + both[1].ru_maxrss * 1024) / 1e6,
    }


def main() -> None:
    """Do one step and print what it took as the last line."""
    step, path = sys.argv[1:]
    # ``make bench`` keeps to one core, and leaves the other to a server.
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
    import_module("django").setup()
    if step == "load":
        # As in a program that has started: old addresses are compared with its own.
        import_module("tertulia.urls")
    before, began = _used()["cpu"], time.monotonic()
    records, comments = {"read": _read, "load": _load}[step](Path(path))
    seconds, used = time.monotonic() - began, _used()
    told = {"records": records, "comments": comments, "seconds": seconds}
    print(json.dumps({**told, "cpu": used["cpu"] - before, "peak": used["peak"]}))


if __name__ == "__main__":
    main()
