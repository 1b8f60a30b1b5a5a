"""This program once more, beside the worker: for what takes minutes at a stretch, so that mail and scheduled posts need
not wait for it."""

import subprocess
import sys

from django.conf import settings

_PROGRAM = "import sys; from tertulia.cli import main; sys.exit(main())"
_LONGEST_ERROR = 1000


def start(*arguments: str) -> "subprocess.Popen[str]":
    """Start ``tertulia`` with these arguments, on the same data. ``communicate`` answers what it prints, which must not
    be more than a pipe holds."""
    command = [sys.executable, "-c", _PROGRAM, *arguments, "--data", str(settings.DATA)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True)  # noqa: S603 - nothing but ourselves


def in_one_line(error: str) -> str:
    """What a person is told of what it printed when it failed."""
    return " ".join(error.split()).removeprefix("tertulia: ")[-_LONGEST_ERROR:]
