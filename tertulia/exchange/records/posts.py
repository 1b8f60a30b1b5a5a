"""What a source has of a post: its text and what is said below it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from tertulia.exchange.records.comments import CommentRecord
from tertulia.lib.quotes_ahead import QuotesAhead

Status = Literal["draft", "scheduled", "published", "discarded"]


@dataclass(frozen=True)
class PostRecord:
    """A post or page as the file has it, with its comments. ``format`` is one of weblog.post.Format's values.

    ``id`` tells it from all posts of all files of its format, if the format has such ids. ``url`` is the address it
    had, verbatim; ``addresses`` are paths that led to it too, decoded, with the query if they have one. ``date`` is
    naive like a comment's; without one nobody knows when it was.
    ``previous`` and ``following`` are the titles of the posts before and after it, if a page without addresses tells
    where it stood. ``extra`` holds what only this format has (custom fields), by name. ``line`` is where it starts;
    ``warnings`` are sentences for people about what was hard to read. ``quotes`` are those that somebody has found
    among its comments before they are written."""

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
    previous: str = ""
    following: str = ""
    comments_allowed: Literal["open", "closed", "none"] = "open"
    comments: tuple[CommentRecord, ...] = ()
    line: int = 0
    warnings: tuple[str, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)
    quotes: QuotesAhead | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class LooseComments:
    """Comments without their post: they belong to a known post, at ``url`` if there is one, else of that date (Movable
    Type's ``NO ENTRY``). ``addresses`` are others that it may have had."""

    date: datetime | None
    comments: tuple[CommentRecord, ...]
    url: str = ""
    addresses: tuple[str, ...] = ()
    line: int = 0
    warnings: tuple[str, ...] = ()
