"""Programs started for a measure and ended after it, each on a core of its own; their CPU time and memory."""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.request import Request, urlopen

_PATIENCE = 60.0

CORES = sorted(os.sched_getaffinity(0))
# Load that takes time from the server it measures would measure itself.
SERVER_CORE, LOAD_CORE = CORES[0], CORES[-1]


@dataclass(frozen=True)
class Program:
    """A running server: its first process, the address it answers at, how many seconds after its start it did."""

    pid: int
    address: str
    start: float

    def cpu(self) -> float:
        """Seconds of CPU time that it and all its descendants have used."""
        return sum(_cpu(pid) for pid in family(self.pid))

    def memory(self) -> float:
        """MiB that it and all its descendants hold: what several share is counted once (PSS)."""
        return sum(_pss(pid) for pid in family(self.pid)) / 1024

    def get(self, path: str, encoding: str = "identity") -> bytes:
        """The body of a page as it was sent. Raises HTTPError, or AssertionError for another encoding."""
        asked = Request(f"{self.address}{path}", headers={"Accept-Encoding": encoding})
        with urlopen(asked, timeout=_PATIENCE) as answer:
            assert answer.headers.get("Content-Encoding", "identity") == encoding, f"{self.address} ignores {encoding}"
            return bytes(answer.read())

    def settle(self) -> None:
        """Wait until it has worked off what was asked of it."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            before = self.cpu()
            time.sleep(0.2)
            if self.cpu() - before < 0.01:
                return


@contextmanager
def started(
    command: Sequence[str], address: str, page: str, log: Path, environment: Mapping[str, str] | None = None
) -> Iterator[Program]:
    """Run a server on the servers' core until the block ends; begins once it answers with ``page``, a path."""
    begun = time.monotonic()
    with log.open("ab") as said:
        process = subprocess.Popen(
            ["taskset", "-c", str(SERVER_CORE), *command], stdout=said, stderr=said, env=environment
        )
    try:
        _await(f"{address}{page}", process, log)
        yield Program(process.pid, address, time.monotonic() - begun)
    finally:
        _end(process)


def own_peak() -> int:
    """Bytes that this process has held at the most since its program began. What getrusage tells counts what held its
    place before: the process that it was forked from."""
    [line] = [one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith("VmHWM:")]
    return int(line.split()[1]) * 1024


def family(pid: int) -> list[int]:
    """A process and all its descendants."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # The name, in brackets, may hold brackets and spaces itself.
            parent = stat.read_text().rpartition(")")[2].split()[1]
            children.setdefault(int(parent), []).append(int(stat.parent.name))
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found


def is_up(address: str) -> bool:
    """Whether a GET of the address is answered with 200."""
    try:
        with urlopen(address, timeout=10) as answer:
            return bool(answer.status == 200)
    except (OSError, HTTPException):
        return False


def _await(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while not is_up(address):
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"nothing answers at {address}: {log.read_text()[-2000:]}")
        time.sleep(0.005)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _cpu(pid: int) -> float:
    # The kernel's clock of a process, as clock_getcpuclockid(3) names it: all its threads, those that ended too, to
    # the microsecond, where /proc/PID/stat counts in hundredths of a second.
    with suppress(OSError):
        return time.clock_gettime((~pid << 3) | 2)
    return 0.0


def _pss(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
