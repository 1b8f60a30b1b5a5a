"""What the values in a Disqus export mean: ids, addresses, authors, states, texts."""

import re
from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

from tertulia.exchange.readers.moments import from_iso
from tertulia.exchange.readers.xml_element import Element
from tertulia.exchange.records import CommentRecord, CommentStatus
from tertulia.lib import text
from tertulia.lib.said_html import typed

_LONGEST = 2000
_URL = re.compile(r"https?://\S+")
# What Disqus put behind an address that it counted the clicks of.
_MARK = re.compile(r":[\w-]{20,40}$", re.ASCII)


def id_of(element: Element, child: str = "") -> str:
    """The number that Disqus gave a thread or comment, or the one that ``child`` refers to; empty if there is none."""
    holder = next(element.all(child), None) if child else element
    found = (value for key, value in holder.attributes.items() if key.rpartition(":")[2] == "id") if holder else ()
    return next(iter(found), "").strip()[:100] or ("" if child else _word(element, "id")[:100])


def thread_addresses(thread: Element) -> tuple[str, ...]:
    """The addresses of a page: its link, and what its identifier says if that is one (``108 http://host/?p=108``)."""
    named = _word(thread, "id")
    found = _URL.search(named)
    return tuple(dict.fromkeys(url for url in (_word(thread, "link"), found[0] if found else "") if url))


def is_true(element: Element, name: str) -> bool:
    """Whether it says so."""
    return element.text_of(name).strip().lower() in ("true", "1")


def sameness(post: Element) -> str:
    """What is the same of two comments only if one was posted again by mistake."""
    who = next(post.all("author"), post)
    parts = [id_of(post, "thread"), id_of(post, "parent"), _word(post, "createdAt"), _status(post)]
    parts += [_word(who, "name"), _word(who, "email"), _word(who, "username"), post.text_of("message").strip()]
    return "\0".join(parts)


def comment_of(post: Element) -> CommentRecord:
    """The comment; whom it answers is not looked at."""
    who, number = next(post.all("author"), post), id_of(post)
    return CommentRecord(
        status=_status(post),
        id=number,
        name=_word(who, "name") or _word(who, "username"),
        email=_word(who, "email"),
        ip=_word(post, "ipAddress"),
        date=from_iso(post.text_of("createdAt").strip()),
        text=typed(post.text_of("message"), _real),
        old_id=number,
        line=post.line,
    )


def _status(post: Element) -> CommentStatus:
    if is_true(post, "isSpam"):
        return "spam"
    if is_true(post, "isDeleted"):
        return "withdrawn"
    return "held" if post.text_of("isApproved").strip().lower() in ("false", "0") else "published"


def _real(url: str) -> str:
    with suppress(ValueError):
        parts = urlsplit(url)
        if parts.hostname == "disq.us" and (named := parse_qs(parts.query, max_num_fields=20).get("url")):
            return _MARK.sub("", named[0])
    return url


def _word(element: Element, name: str) -> str:
    return text.clean(element.text_of(name)).strip()[:_LONGEST]
