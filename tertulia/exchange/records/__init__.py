"""What a reader of any export format yields: plain records, in the order of the file, that know no database."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, runtime_checkable

from tertulia.exchange.records.around import (
    AddressRecord,
    AuthorRecord,
    CategoryRecord,
    ClaimRecord,
    MediaRecord,
    Note,
    TagRecord,
    Unreadable,
    WeblogRecord,
)
from tertulia.exchange.records.comments import (
    CommentRecord,
    CommentStatus,
    Doubt,
    ReplyRecord,
)
from tertulia.exchange.records.posts import (
    LooseComments,
    PostRecord,
    Status,
)

__all__ = [
    "AddressRecord",
    "AuthorRecord",
    "BrokenExport",
    "CategoryRecord",
    "ClaimRecord",
    "CommentRecord",
    "CommentStatus",
    "Doubt",
    "Glancing",
    "Heading",
    "LooseComments",
    "MediaRecord",
    "Note",
    "PostRecord",
    "Reader",
    "Record",
    "ReplyRecord",
    "SeveralWeblogs",
    "Status",
    "TagRecord",
    "Unreadable",
    "WeblogRecord",
    "glanced",
]


class BrokenExport(Exception):
    """The file as a whole cannot be imported; the message is one line that names the place and the reason."""


class SeveralWeblogs(BrokenExport):
    """Several weblogs are in it, and none was chosen; ``names`` are what they can be chosen by."""

    def __init__(self, names: Sequence[str], message: str) -> None:
        super().__init__(message)
        self.names = names


Heading = CategoryRecord | TagRecord | AuthorRecord | AddressRecord
Record = PostRecord | LooseComments | Heading | MediaRecord | WeblogRecord | ClaimRecord | Note | Unreadable


class Reader(Protocol):
    """A format: yields records as it reads, from the start at each iteration. ``position`` is how many of the file's
    ``size`` bytes were read so far. Iterating raises BrokenExport."""

    format: str
    size: int

    @property
    def position(self) -> int: ...

    def prepare(self) -> Iterator[None]:
        """Read what must be known before the first record, a little at each step; reading does so too, at once. Raises
        BrokenExport."""
        ...

    def __iter__(self) -> Iterator[Record]: ...


@runtime_checkable
class Glancing(Protocol):
    """A reader that is quicker where nobody asks for comments."""

    def glance(self) -> Iterator[Record]:
        """The same records as iterating yields, without what is said below posts."""
        ...


def glanced(reader: Reader) -> Iterable[Record]:
    """Its records for whoever asks for no comments: they may be there or not."""
    return reader.glance() if isinstance(reader, Glancing) else reader
