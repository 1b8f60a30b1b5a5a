"""What a feed says, before any format: plain records, with absolute addresses and safe HTML."""

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True)
class Person:
    """Who wrote something; ``url`` may be empty."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class Item:
    """One entry. ``id`` never changes, whatever happens to its title or address. ``answers_id`` and ``answers_url``
    tell what it answers; ``comments_url`` and ``comments_feed`` where it is talked about."""

    id: str
    url: str
    title: str
    html: str
    author: Person
    published: datetime
    updated: datetime
    summary: str = ""
    categories: tuple[str, ...] = ()
    answers_id: str = ""
    answers_url: str = ""
    comments_url: str = ""
    comments_feed: str = ""


@dataclass(frozen=True)
class Feed:
    """A page of a feed. ``url`` is the page for people, ``folder`` where the four files of the feed live; ``updated``
    is when anything in this page of it last changed; ``shows`` are tags of what stands in it (``lib/tags``)."""

    id: str
    title: str
    url: str
    folder: str
    language: str
    updated: datetime
    items: tuple[Item, ...]
    subtitle: str = ""
    page: int = 1
    last: int = 1
    file: str = ""
    shows: tuple[str, ...] = ()

    def as_file(self, file: str) -> "Feed":
        """The same feed as one of its files, which it names itself by."""
        return replace(self, file=file)

    @property
    def address(self) -> str:
        """Its own address: always the same file name, whatever alias was asked for."""
        return self.address_of(self.page)

    def address_of(self, page: int) -> str:
        """The address of one of its pages."""
        return f"{self.folder}{self.file}" + (f"?page={page}" if page > 1 else "")

    @property
    def paging(self) -> list[tuple[str, str]]:
        """The links of RFC 5005, section 3, as relation and address; none if there is one page only."""
        if self.last <= 1:
            return []
        links = [("first", self.address_of(1)), ("last", self.address_of(self.last))]
        if self.page > 1:
            links.append(("previous", self.address_of(self.page - 1)))
        if self.page < self.last:
            links.append(("next", self.address_of(self.page + 1)))
        return links
