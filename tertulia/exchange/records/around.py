"""What a source has around its posts: headings, authors, files, old addresses, the weblog itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO


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
    """A picture or other file that the weblog had, and where it was. ``open`` gives its bytes; without it the file
    itself is not in the source."""

    url: str
    open: Callable[[], BinaryIO] | None = None
    line: int = 0


@dataclass(frozen=True)
class AddressRecord:
    """A path (decoded, maybe with a query) that led to a list or feed: ``to`` is where that is below the weblog's own
    address (``2017/08/``, ``rss.xml``)."""

    path: str
    to: str
    line: int = 0


@dataclass(frozen=True)
class WeblogRecord:
    """What a source says about the weblog as a whole. ``url`` is where it lived, with scheme and host; ``lists`` are
    lists of links beside its posts, each a title with links (title, address, note)."""

    url: str = ""
    title: str = ""
    tagline: str = ""
    language: str = ""
    lists: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = ()
    line: int = 0


@dataclass(frozen=True)
class ClaimRecord:
    """What a page says of a post at ``url``, to be checked against what was found: how many comments it has, which
    posts stand before and after it (their addresses). If ``url`` is that of a month, how many ``posts`` it had."""

    url: str
    comments: int | None = None
    previous: str = ""
    following: str = ""
    posts: int | None = None
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
