"""Installations that are there already, made once for all workers: for tests that are not about how one is made."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.server import start


def installed(data: Path, *, demo: bool = True) -> Path:
    """``data``, a copy of an installation that has been served before: with the demo weblog, or with none."""
    shutil.copytree(_kept("demo" if demo else "bare"), data, dirs_exist_ok=True)
    return data


def _kept(name: str) -> Path:
    folder = Path(os.environ["TERTULIA_DATA"]) / "installed"
    folder.mkdir(exist_ok=True)
    with (folder / f".{name}").open("w") as lock:
        # Other workers wait here until it is made.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / name).exists():
            _MAKERS[name](folder / "unready" / name)
            (folder / "unready" / name).rename(folder / name)
    return folder / name


def _make_bare(data: Path) -> None:
    data.parent.mkdir(exist_ok=True)
    assert start(data, ["--no-demo"]).stop() == 0


def _make_demo(data: Path) -> None:
    assert start(installed(data, demo=False)).stop() == 0


_MAKERS: dict[str, Callable[[Path], None]] = {"bare": _make_bare, "demo": _make_demo}
