"""A saved copy of a web page or file, wherever it comes from."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

from tertulia.exchange.records import Note


@dataclass(frozen=True)
class Capture:
    """One saved copy of one address. ``url`` is absolute where the source knows it, else a path that begins with ``/``,
    or empty; ``at`` is when it was saved, in UTC. ``media_type`` is lower case, without parameters. ``status`` is 200
    where the source has none, ``location`` where a redirect leads. ``where`` names file and place for people.

    ``read`` gives the content, unpacked, at any time while its source is there. It raises BrokenExport if that is
    damaged, or longer than what a page or picture may be."""

    url: str
    at: datetime | None
    media_type: str
    status: int
    location: str
    where: str
    read: Callable[[], bytes]
    stream: Callable[[], BinaryIO] | None = None

    def open(self) -> BinaryIO:
        """The content as a file: of what was saved as a file also what is too long for ``read`` (sound, films)."""
        return self.stream() if self.stream else io.BytesIO(self.read())


class CaptureSource(Protocol):
    """Captures in the order of the source; each iteration begins anew and raises BrokenExport. ``position`` is how many
    of ``size`` bytes were read so far."""

    size: int

    @property
    def position(self) -> int: ...

    def prepare(self) -> Iterator[None]:
        """Unpack what cannot be read where it is, a little at each step; iterating does so too, at once."""
        ...

    def notes(self) -> Iterator[Note]:
        """What the last iteration left out, for people."""
        ...

    def __iter__(self) -> Iterator[Capture]: ...
