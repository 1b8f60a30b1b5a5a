"""What a reader of any export format yields: plain records, in the order of the file, that know no database."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

Status = Literal["draft", "scheduled", "published"]


@dataclass(frozen=True)
class CommentRecord:
    """A comment or a ping as the file has it. ``date`` is naive, in the weblog's time zone, unless the format
    has a zone."""

    kind: Literal["comment", "ping"] = "comment"
    name: str = ""
    email: str = ""
    url: str = ""
    ip: str = ""
    date: datetime | None = None
    text: str = ""
    title: str = ""
    old_id: str = ""
    line: int = 0


@dataclass(frozen=True)
class PostRecord:
    """A post or page as the file has it, with its comments. ``format`` is one of weblog.post.Format's values.

    ``url`` is the address it had, verbatim. ``date`` is naive like a comment's; without one nobody knows when it was.
    ``extra`` holds what only this format has (custom fields), by name. ``line`` is where it starts; ``warnings`` are
    sentences for people about what was hard to read."""

    title: str = ""
    kind: Literal["post", "page"] = "post"
    status: Status = "published"
    author: str = ""
    author_email: str = ""
    basename: str = ""
    url: str = ""
    date: datetime | None = None
    format: Literal["html", "lines", "markdown"] = "html"
    body: str = ""
    extended: str = ""
    excerpt: str = ""
    keywords: str = ""
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    comments_allowed: Literal["open", "closed", "none"] = "open"
    comments: tuple[CommentRecord, ...] = ()
    line: int = 0
    warnings: tuple[str, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LooseComments:
    """Comments without their post: they belong to a known post of that date (Movable Type's ``NO ENTRY``)."""

    date: datetime | None
    comments: tuple[CommentRecord, ...]
    line: int = 0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unreadable:
    """One thing in the file that could not be read, with the reason; what stands around it could. ``what`` is the
    table of the report that counts it (posts, comments, …), ``where`` its line."""

    what: str
    where: str
    why: str


class BrokenExport(Exception):
    """The file as a whole cannot be imported; the message is one line that names the place and the reason."""


Record = PostRecord | LooseComments | Unreadable


class Reader(Protocol):
    """A format: yields records as it reads, from the start at each iteration. ``position`` is how many of the file's
    ``size`` bytes were read so far. Iterating raises BrokenExport."""

    format: str
    position: int
    size: int

    def __iter__(self) -> Iterator[Record]: ...
