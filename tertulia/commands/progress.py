"""How far a command has come, for whoever watches it in a terminal."""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

_SECONDS_BETWEEN = 0.1

T = TypeVar("T")


def shown(things: Sequence[T], name: str) -> Iterator[T]:
    """These things one by one; a line on the terminal, if there is one, says how many of them are done."""
    yield from counted(things, len(things), name)


def counted(things: Iterable[T], count: int, name: str) -> Iterator[T]:
    """The same for things of which it is known that they will be ``count``."""
    if not sys.stderr.isatty():
        yield from things
        return
    last = 0.0
    for done, thing in enumerate(things):
        if time.monotonic() - last > _SECONDS_BETWEEN:
            last = time.monotonic()
            print(f"\r{done:,} of {count:,} {name}", end="", file=sys.stderr, flush=True)
        yield thing
    print("\r\033[K", end="", file=sys.stderr, flush=True)
