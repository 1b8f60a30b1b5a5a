"""One file among others, and what holds them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

from tertulia.exchange.records import Note


@dataclass(frozen=True)
class PackedFile:
    """A plain file. ``name`` is its path within, ``at`` when it was changed last. ``open`` gives its content from the
    start, at any time and any number of times; reading raises BrokenExport where that is damaged. To go back and forth
    in it costs nothing if ``is_seekable``."""

    name: str
    size: int
    at: datetime | None
    open: Callable[[], BinaryIO]
    is_seekable: bool = True


class Files(Protocol):
    """Each iteration begins anew and raises BrokenExport. ``position`` is how many of ``size`` bytes were read."""

    size: int

    @property
    def position(self) -> int: ...

    def prepare(self) -> Iterator[None]:
        """Unpack what cannot be read where it is, a little at each step; iterating does so too, at once."""
        ...

    def notes(self) -> Iterator[Note]:
        """What the last iteration left out, for people."""
        ...

    def __iter__(self) -> Iterator[PackedFile]: ...
