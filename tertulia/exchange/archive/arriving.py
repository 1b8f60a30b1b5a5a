"""An archive that comes in at the desk. It is restored in one go or not at all, so this is no work of small turns."""

import json
import signal
import subprocess
from collections.abc import Generator
from typing import Any

from tertulia.exchange import program
from tertulia.exchange.records import BrokenExport
from tertulia.exchange.run import ImportRun

_LOOK_AGAIN = 0.2
# What the host is told of, by the names that reports have.
_TABLES = {
    "posts": "posts",
    "comments": "comments",
    "categories": "categories",
    "tags": "tags",
    "authors": "members",
    "addresses": "addresses",
}


def look(run: ImportRun) -> Generator[None, None, dict[str, Any]]:
    """See whether the archive is whole and can come into the weblog; answers the report of that. Raises
    BrokenExport."""
    return (yield from _tell(run, "--dry-run"))


def bring(run: ImportRun) -> Generator[None, None, dict[str, Any]]:
    """Restore it. Raises BrokenExport, and then nothing has been kept."""
    return (yield from _tell(run))


def _tell(run: ImportRun, *flags: str) -> Generator[None, None, dict[str, Any]]:
    process = program.start("import", run.file, "--weblog", run.weblog.slug, "--json", *flags)
    try:
        while not _has_ended(process):
            yield
        output, error = process.communicate()
    finally:
        # The host has stopped it: it takes back what it has done so far.
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.communicate()
    if process.returncode:
        raise BrokenExport(program.in_one_line(error).removeprefix(f"{run.file}: "))
    return _report(json.loads(output))


def _has_ended(process: "subprocess.Popen[str]") -> bool:
    try:
        process.wait(_LOOK_AGAIN)
    except subprocess.TimeoutExpired:
        return False
    return True


def _report(told: dict[str, Any]) -> dict[str, Any]:
    read = {table: told["records"][kind] for table, kind in _TABLES.items()} | {"media": told["media"]}
    return {"format": "archive", "read": read, "new": read, "known": {}, "lost": [], "warnings": []}
