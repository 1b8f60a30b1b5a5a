"""What one saved page says, as plain facts."""

from dataclasses import dataclass
from typing import Literal

from tertulia.exchange.records import ReplyRecord

Kind = Literal["post", "page", "front", "month", "category", "archives", "feed", "thread", "other"]

# Title, address and note of a link; a label with the address of its category.
Link = tuple[str, str, str]
Filed = tuple[str, str]


@dataclass(frozen=True)
class Said:
    """A comment as a page shows it. ``when`` is its date as written there; ``xid`` and ``number`` are its ids;
    ``by_host`` says that the page marks it as the host's own. ``place`` is its number within the conversation, if it
    has one, and ``answers`` that of the comment that it answers."""

    name: str
    when: str
    text: str
    xid: str = ""
    number: str = ""
    url: str = ""
    by_host: bool = False
    place: str = ""
    answers: str = ""
    replies: tuple[ReplyRecord, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A post as a page shows it. ``exact`` is its date with a zone, if the page has one; else ``when`` is what is
    written there. ``count`` is how many comments the page says it has; ``is_cut``: the rest of the text is elsewhere.
    ``author_slug`` is what style sheets call who wrote it."""

    url: str = ""
    xid: str = ""
    title: str = ""
    body: str = ""
    extended: str = ""
    excerpt: str = ""
    author: str = ""
    author_slug: str = ""
    when: str = ""
    exact: str = ""
    filed: tuple[Filed, ...] = ()
    count: int | None = None
    is_cut: bool = False
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Around:
    """What a page says of its weblog. ``months`` are addresses of months, each with how many posts it had at least."""

    home: str = ""
    title: str = ""
    tagline: str = ""
    language: str = ""
    categories: tuple[Filed, ...] = ()
    lists: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    posts: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    months: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Page:
    """One saved page. ``url`` is its own address; ``entries`` are the posts it shows, of a post's page only that.
    ``allowed`` tells what it says of its conversation; empty if nothing. ``no_thread``: its comments were
    loaded from elsewhere. ``is_strange``: it is of no theme that is known."""

    kind: Kind
    url: str = ""
    entries: tuple[Entry, ...] = ()
    said: tuple[Said, ...] = ()
    allowed: Literal["", "open", "closed", "none"] = ""
    previous: str = ""
    following: str = ""
    around: Around = Around()
    no_thread: bool = False
    is_strange: bool = False
