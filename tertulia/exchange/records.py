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

    ``url`` is the address it had, verbatim. ``comments_allowed`` is open, closed or
    none. ``line`` is where it starts."""

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
class Unreadable:
    """One part of the file that could not be read, with the reason; the parts around it could."""

    what: str
    where: str
    why: str


class BrokenExport(Exception):
    """The file as a whole cannot be imported; the message is one line that names the place and the reason."""


class Reader(Protocol):
    """A format: yields posts as it reads. ``position`` is how many bytes were read so far."""

    format: str
    position: int

    def __iter__(self) -> Iterator[PostRecord | Unreadable]: ...
