"""What the values in an export of Blogger mean: kinds, numbers, dates, statuses, people, addresses."""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit

from tertulia.exchange.readers.xml_element import Element, Format
from tertulia.exchange.records import CommentStatus, Status

NAMESPACES = {
    "www.w3.org/2007/app": "app",
    "purl.org/atom/app": "app",
    "purl.org/syndication/thread": "thr",
    "schemas.google.com/g/2005": "gd",
    "schemas.google.com/blogger/2018": "blogger",
}
FORM = Format("feed", frozenset({"entry", "link", "title", "updated"}), NAMESPACES, passed=frozenset({"gd:image"}))
_KIND = "http://schemas.google.com/blogger/2008/kind#"
_LABELS = ("http://www.blogger.com/atom/ns#", "tag:blogger.com,1999:blog-")
_NUMBER = re.compile(r"(?:\.|/)(?:post-|page-|comment-)?(\d{1,25})\s*$", re.ASCII)
_NOBODY = "noreply@blogger.com"
_LONGEST = 500
_POSTS: dict[str, Status] = {
    "LIVE": "published",
    "DRAFT": "draft",
    "SCHEDULED": "scheduled",
    "SOFT_TRASHED": "discarded",
}
_COMMENTS: dict[str, CommentStatus] = {
    "LIVE": "published",
    "PENDING": "held",
    "SPAM": "spam",
    "EMPTIED": "withdrawn",
    "SOFT_TRASHED": "withdrawn",
}


@dataclass(frozen=True)
class Person:
    """Who wrote something. ``profile`` is the address that they gave, or of their profile."""

    name: str = ""
    email: str = ""
    profile: str = ""


def kind_of(entry: Element) -> str:
    """``post``, ``page``, ``comment``, ``template``, ``settings``; empty if it says none."""
    given = entry.text_of("blogger:type").strip().lower()
    if given:
        return given[:40]
    terms = (one.attributes.get("term", "") for one in entry.all("category"))
    return next((term.removeprefix(_KIND)[:40] for term in terms if term.startswith(_KIND)), "")


def number_of(name: str) -> str:
    """The number at the end of an id or address, by which Blogger calls a post or comment for ever."""
    found = _NUMBER.search(name[-80:])
    return found[1] if found else ""


def moment(entry: Element) -> datetime | None:
    """When it was published, or else begun."""
    found = (date_of(entry.text_of(name)) for name in ("published", "blogger:created", "updated"))
    return next(filter(None, found), None)


def date_of(value: str) -> datetime | None:
    """A date as Atom has it; all of them have a zone."""
    try:
        date = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return date if date.tzinfo and 1 < date.year < 9999 else None


def person_of(entry: Element) -> Person:
    """The author. Blogger gives one e-mail address to everybody, which is nobody's."""
    author = next(entry.all("author"), None)
    if author is None:
        return Person()
    email = author.text_of("email").strip()[:_LONGEST]
    return Person(
        " ".join(author.text_of("name").split())[:_LONGEST],
        "" if email.casefold() == _NOBODY else email,
        author.text_of("uri").strip()[:2000],
    )


def post_status(entry: Element) -> tuple[Status, str]:
    """What becomes of a post or page, and its status as the file says it if that is not known."""
    control = next(entry.all("app:control"), None)
    if control and control.text_of("app:draft").strip().lower() == "yes":
        return "draft", ""
    if entry.text_of("blogger:trashed").strip():
        return "discarded", ""
    given = entry.text_of("blogger:status").strip().upper() or "LIVE"
    return _POSTS.get(given, "draft"), "" if given in _POSTS else given[:40]


def comment_status(entry: Element) -> tuple[CommentStatus, str]:
    """The same for a comment."""
    removed = (one.attributes for one in entry.all("gd:extendedProperty"))
    if any(one.get("name") == "blogger.contentRemoved" and one.get("value") == "true" for one in removed):
        return "withdrawn", ""
    if entry.text_of("blogger:trashed").strip():
        return "withdrawn", ""
    given = entry.text_of("blogger:status").strip().upper() or "LIVE"
    return _COMMENTS.get(given, "held"), "" if given in _COMMENTS else given[:40]


def link_of(entry: Element, rel: str, kind: str = "") -> str:
    """The address of the first link of that relation, and of that type if the link says one."""
    links = (one.attributes for one in entry.all("link"))
    found = (one.get("href", "") for one in links if one.get("rel") == rel and kind in ("", one.get("type", kind)))
    return next(found, "").strip()[:2000]


def url_of(entry: Element) -> str:
    """The address that a post had, absolute or only its path; empty if it had none."""
    return link_of(entry, "alternate", "text/html") or entry.text_of("blogger:filename").strip()[:2000]


def labels_of(entry: Element) -> list[str]:
    """A post's labels. Some exports have all of them in one, a line each."""
    given = (one.attributes for one in entry.all("category"))
    terms = (one.get("term", "") for one in given if one.get("scheme", "").startswith(_LABELS))
    names = (" ".join(name.split())[:_LONGEST] for term in terms for name in term.split("\n"))
    return list(dict.fromkeys(name for name in names if name))


def path_of(url: str) -> str:
    """The decoded path that an address names; empty if it is that of a front page, or none."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return ""
    return path if path.startswith("/") and path != "/" else ""
