"""Readers: wrk, which asks for one address as fast as it is answered."""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

from bench.processes import Program

_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True)
class Reading:
    """What wrk says: requests answered, how many a second, milliseconds that the slowest in a hundred took, how many
    went wrong."""

    requests: int
    rate: float
    slowest: float
    wrong: int


@dataclass(frozen=True)
class View:
    """Views of one page: how many a second, milliseconds of the server's CPU time for each, milliseconds that the
    slowest in a hundred took."""

    rate: float
    cpu: float
    slowest: float


def is_there() -> bool:
    """Whether wrk is installed."""
    return shutil.which("wrk") is not None


def view(
    program: Program, path: str, *, connections: int, seconds: int, meanwhile: Callable[[], None] | None = None
) -> View:
    """Read a page of an idle server by so many connections for so long; ``meanwhile`` is done at the same time. Raises
    RuntimeError if one answer was not the page."""
    program.settle()
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "--latency"]
    before = program.cpu()
    with subprocess.Popen(
        [*command, "-H", "Accept-Encoding: gzip", f"{program.address}{path}"], stdout=subprocess.PIPE, text=True
    ) as wrk:
        if meanwhile:
            meanwhile()
        said = wrk.communicate(timeout=seconds + 60)[0]
    spent = program.cpu() - before
    reading = parse(said)
    if reading.wrong or not reading.requests:
        raise RuntimeError(f"{program.address}{path} was not always answered with the page:\n{said}")
    return View(reading.rate, spent / reading.requests * 1000, reading.slowest)


def parse(said: str) -> Reading:
    """Read wrk's report."""
    wrong = re.findall(r"Non-2xx or 3xx responses: (\d+)|(?:connect|read|write|timeout) (\d+)", said)
    return Reading(
        requests=int(_find(r"(\d+) requests in", said)),
        rate=float(_find(r"Requests/sec:\s+([\d.]+)", said)),
        slowest=_milliseconds(_find(r"^\s*99%\s+([\d.]+(?:us|ms|s|m))\s*$", said)),
        wrong=sum(int(count) for pair in wrong for count in pair if count),
    )


def _milliseconds(told: str) -> float:
    number, unit = re.findall(r"[\d.]+|[a-z]+", told)
    return float(number) * _UNITS[unit]


def _find(pattern: str, said: str) -> str:
    match = re.search(pattern, said, re.MULTILINE)
    if match is None:
        raise RuntimeError(f"wrk said something else than expected:\n{said}")
    return match[1]
