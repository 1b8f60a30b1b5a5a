"""The parts that need Django in their own process: ``python -m bench.inside PART``, asked for by the others.

Each gets a process, so that neither its memory nor its settings are another's."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

import django


def ask(part: str, data: Path, *, quick: bool) -> Any:
    """What the part answers, about an installation in the folder ``data``."""
    command = [sys.executable, "-m", "bench.inside", part, *(["--quick"] if quick else [])]
    environment = {**os.environ, "TERTULIA_DATA": str(data), "TERTULIA_TRUSTED_PROXIES": "1"}
    said = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True).stdout
    return json.loads(said.splitlines()[-1])


def _fill(quick: bool) -> Any:
    return asdict(import_module("bench.fill").fill(quick=quick))


def _pages(quick: bool) -> Any:
    pages = import_module("bench.pages")
    return [asdict(one) for one in pages.measure(pages.build(), rounds=5 if quick else 20)]


def _accepting(quick: bool) -> Any:
    accepting = import_module("bench.accepting")
    sizes = ((10, 1_000), (100, 1_000)) if quick else ((10, 1_000, 10_000), (100, 10_000, 100_000))
    measured = [*accepting.by_conversation(sizes[0]), *accepting.by_weblog(sizes[1])]
    return [asdict(one) for one in measured]


_PARTS: dict[str, Callable[[bool], Any]] = {"fill": _fill, "pages": _pages, "accepting": _accepting}


def main() -> None:
    """Make the installation ready, ask one part, print its answer as the last line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("part", choices=_PARTS)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tertulia.settings"
    django.setup()
    installation = import_module("tertulia.commands.installation")
    installation.prepare()
    installation.collect_static()
    print(json.dumps(_PARTS[options.part](options.quick)))


if __name__ == "__main__":
    main()
