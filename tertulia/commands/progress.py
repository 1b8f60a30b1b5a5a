"""How far a command has come, for whoever watches it in a terminal."""

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

_SECONDS_BETWEEN = 0.1

T = TypeVar("T")


def shown(things: Sequence[T], name: str) -> Iterator[T]:
    """These things one by one; a line on the terminal, if there is one, says how many of them are done."""
    if not sys.stderr.isatty():
        yield from things
        return
    last = 0.0
    for done, thing in enumerate(things):
        if time.monotonic() - last > _SECONDS_BETWEEN:
            last = time.monotonic()
            print(f"\r{done:,} of {len(things):,} {name}", end="", file=sys.stderr, flush=True)
        yield thing
    print("\r\033[K", end="", file=sys.stderr, flush=True)
