"""What a reader of any export format yields: plain records, in the order of the file, that know no database."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

Status = Literal["draft", "scheduled", "published", "discarded"]
CommentStatus = Literal["published", "held", "spam", "withdrawn"]


@dataclass(frozen=True)
class CommentRecord:
    """A comment or a ping as the file has it. ``date`` is naive, in the weblog's time zone, unless the format
    has a zone.

    ``id`` is its own within the file, ``answers`` that of the comment of the same post that it answers. ``member`` is
    the e-mail address of the author who wrote it while signed in."""

    kind: Literal["comment", "ping"] = "comment"
    status: CommentStatus = "published"
    id: str = ""
    answers: str = ""
    name: str = ""
    email: str = ""
    url: str = ""
    ip: str = ""
    member: str = ""
    date: datetime | None = None
    text: str = ""
    title: str = ""
    old_id: str = ""
    line: int = 0


@dataclass(frozen=True)
class PostRecord:
    """A post or page as the file has it, with its comments. ``format`` is one of weblog.post.Format's values.

    ``id`` tells it from all posts of all files of its format, if the format has such ids. ``url`` is the address it
    had, verbatim; ``addresses`` are paths that led to it too, decoded, with the query if they have one. ``date`` is
    naive like a comment's; without one nobody knows when it was.
    ``extra`` holds what only this format has (custom fields), by name. ``line`` is where it starts; ``warnings`` are
    sentences for people about what was hard to read."""

    title: str = ""
    kind: Literal["post", "page"] = "post"
    status: Status = "published"
    id: str = ""
    author: str = ""
    author_email: str = ""
    basename: str = ""
    url: str = ""
    addresses: tuple[str, ...] = ()
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
class CategoryRecord:
    """A category, named before the posts that are filed under its ``label``, which no other of the file has.
    ``parent`` is the slug of the one above it. ``addresses`` are as a post's."""

    label: str
    slug: str = ""
    parent: str = ""
    description: str = ""
    addresses: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class TagRecord:
    """A tag that posts are marked with, before the first of them: what its slug and addresses were."""

    name: str
    slug: str = ""
    addresses: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class AuthorRecord:
    """Somebody who wrote for the weblog, before their posts."""

    name: str
    email: str = ""
    addresses: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class MediaRecord:
    """A picture or other file that the weblog had, and where it was; the file itself is not in the export."""

    url: str
    line: int = 0


@dataclass(frozen=True)
class AddressRecord:
    """A path (decoded, maybe with a query) that led to a list or feed: ``to`` is where that is below the weblog's own
    address (``2017/08/``, ``rss.xml``)."""

    path: str
    to: str
    line: int = 0


@dataclass(frozen=True)
class Note:
    """A sentence for people about the file as a whole."""

    sentence: str


@dataclass(frozen=True)
class Unreadable:
    """One thing in the file that could not be read, with the reason; what stands around it could. ``what`` is the
    table of the report that counts it (posts, comments, …), ``where`` its line."""

    what: str
    where: str
    why: str


class BrokenExport(Exception):
    """The file as a whole cannot be imported; the message is one line that names the place and the reason."""


Heading = CategoryRecord | TagRecord | AuthorRecord | AddressRecord
Record = PostRecord | LooseComments | Heading | MediaRecord | Note | Unreadable


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
