"""How far a command has come, for whoever watches it in a terminal."""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from tertulia.exchange.records import Reader, Record, glanced

_SECONDS_BETWEEN = 0.1
_WIDTH = 30

T = TypeVar("T")


def shown(things: Sequence[T], name: str) -> Iterator[T]:
    """These things one by one; a line on the terminal, if there is one, says how many of them are done."""
    yield from counted(things, len(things), name)


def counted(things: Iterable[T], count: int, name: str) -> Iterator[T]:
    """The same for things of which it is known that they will be ``count``; 0: nobody knows how many."""
    if not sys.stderr.isatty():
        yield from things
        return
    last = 0.0
    for done, thing in enumerate(things):
        if time.monotonic() - last > _SECONDS_BETWEEN:
            last = time.monotonic()
            share = f"{done:,} of {count:,}" if count else f"{done:,}"
            print(f"\r{share} {name}", end="", file=sys.stderr, flush=True)
        yield thing
    print("\r\033[K", end="", file=sys.stderr, flush=True)


class Watched:
    """A reader of the same records; a bar on the terminal, if there is one, says how much of the file has been read."""

    def __init__(self, reader: Reader, doing: str) -> None:
        self._reader, self._doing = reader, doing
        self.format, self.size = reader.format, reader.size

    @property
    def position(self) -> int:
        """How many bytes were read so far."""
        return self._reader.position

    def prepare(self) -> Iterator[None]:
        """As the reader does."""
        yield from self._shown(self._reader.prepare())

    def __iter__(self) -> Iterator[Record]:
        yield from self._shown(self._reader)

    def glance(self) -> Iterator[Record]:
        """As the reader does, if it can."""
        yield from self._shown(glanced(self._reader))

    def _shown(self, things: Iterable[T]) -> Iterator[T]:
        if not sys.stderr.isatty() or not self.size:
            yield from things
            return
        last = 0.0
        for thing in things:
            if time.monotonic() - last > _SECONDS_BETWEEN:
                last = time.monotonic()
                print(f"\r{self._bar()}", end="", file=sys.stderr, flush=True)
            yield thing
        print("\r\033[K", end="", file=sys.stderr, flush=True)

    def _bar(self) -> str:
        share = min(1.0, self.position / self.size)
        full = round(share * _WIDTH)
        return f"{self._doing} [{'#' * full}{'.' * (_WIDTH - full)}] {share:4.0%}"
