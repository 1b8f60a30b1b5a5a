"""Which machine and which versions were measured."""

import os
import platform
import re
import subprocess
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from bench import servers
from tertulia.version import __version__


def facts(folder: Path, database: str) -> dict[str, str]:
    """What stands beside the figures; ``folder`` is where the data are."""
    return {
        "at": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "tertulia": f"{__version__} {_commit()}".strip(),
        "cores": f"{len(os.sched_getaffinity(0))} × {_cpu()}",
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": f"{_system()}, Linux {platform.release()}, {_file_system(folder)}",
        "python": platform.python_version(),
        "database": database,
        "nginx": _version(servers.nginx(), "-v"),
        "caddy": _version(servers.caddy(), "version"),
        "wrk": _version("wrk", "-v"),
    }


def _cpu() -> str:
    match = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    return match[1].strip() if match else platform.machine()


def _system() -> str:
    with suppress(OSError):
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    return platform.system()


def _file_system(folder: Path) -> str:
    # A commit that waits for a disk in memory waits for nothing.
    mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text().splitlines()]
    holding = [(place, kind) for place, kind in mounts if folder.resolve().is_relative_to(place)]
    return max(holding, key=lambda mount: len(mount[0]))[1]


def _commit() -> str:
    return _found(r"^[0-9a-f]{7,}$", "git", "rev-parse", "--short", "HEAD")


def _version(program: str | None, flag: str) -> str:
    return (program and _found(r"\d[\w.+-]*", program, flag)) or "missing"


def _found(pattern: str, *command: str) -> str:
    said = ""
    with suppress(OSError):
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
        said = f"{answer.stdout}{answer.stderr}".strip()
    match = re.search(pattern, said)
    return match[0] if match else ""
