"""The posts that a page shows, in the themes that Typepad had since 2007."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tertulia.exchange.readers.pages.bodies import body_of
from tertulia.exchange.readers.pages.comments import classes_of
from tertulia.exchange.readers.pages.links import Links, without_query
from tertulia.exchange.readers.pages.page import Entry, Filed
from tertulia.exchange.readers.pages.sidebar import filed_under
from tertulia.exchange.readers.pages.tree import plain

ENTRY_ID = re.compile(r"(?:entry-|a(?=0))(6a[0-9a-f]{20,40}|\d{1,20})")
_AUTHOR = "entry-author-"
_COUNT = re.compile(r"\((\d{1,7})\)|^(\d{1,7})\b|\b(\d{1,7})$")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:h]\d\d(?::\d\d)?(?!\d)(?:\s*[ap]\.?m\.?)?", re.IGNORECASE)
_BY = re.compile(
    r"\b(?:by|par|von|por|da|door|av)\s+(?P<name>\S.{0,100}?)\s+(?:at|on|le|à|um|am|a las|alle|il|om|op|kl|in)\s",
    re.IGNORECASE,
)


def entries_in(tree: LexborHTMLParser, links: Links, home: str) -> Iterator[Entry]:
    """The posts in the order of the page, each with the date that stands above it."""
    day = ""
    for node in tree.css(".entry, .date-header"):
        if "date-header" in classes_of(node):
            day = plain(node)
        elif (body := node.css_first(".entry-body") or node.css_first(".entry-content")) is not None:
            yield _entry(node, body, day, links, home)


def _entry(node: LexborNode, body: LexborNode, day: str, links: Links, home: str) -> Entry:
    header, more = node.css_first(".entry-header"), node.css_first(".entry-more")
    footer = node.css_first(".post-footers") or node.css_first(".entry-footer-info") or node.css_first(".posted")
    shown = footer_words(footer)
    by = footer.css_first("a[rel=author]") if footer else None
    found = ENTRY_ID.fullmatch(node.id or "")
    return Entry(
        url=without_query(permalink_of(node, header, links)),
        xid=found[1] if found else "",
        title=plain(header),
        body=body_of(body, links),
        extended=body_of(more, links) if more else "",
        author=plain(by) if by else author_in(shown),
        author_slug=next((name.removeprefix(_AUTHOR) for name in classes_of(node) if name.startswith(_AUTHOR)), ""),
        when=joined(day, shown),
        filed=filed_in(footer, links, home),
        count=count_in(node),
        is_cut=node.css_first(".entry-more-link") is not None,
    )


def permalink_of(node: LexborNode, header: LexborNode | None, links: Links) -> str:
    """The address of the post that an element shows."""
    anchor = node.css_first("a.permalink") or (header.css_first("a[href]") if header else None)
    return links.absolute(anchor.attributes.get("href") or "") if anchor else ""


def footer_words(footer: LexborNode | None) -> str:
    """What a post's footer says without its links, but for who wrote it."""
    if footer is None:
        return ""
    parts = (
        node.text() if node.tag != "a" or node.attributes.get("rel") == "author" else " "
        for node in footer.iter(include_text=True)
    )
    return " ".join(" ".join(parts).split())


def author_in(shown: str) -> str:
    """The name in “Posted by … at …”."""
    found = _BY.search(f"{shown} ")
    return found["name"] if found else ""


def joined(day: str, shown: str) -> str:
    """The date above a post with the time below it."""
    if not any(c.isdigit() for c in day):
        return shown
    clock = _CLOCK.search(shown)
    return f"{day} {clock[0]}" if clock and not _CLOCK.search(day) else day


def filed_in(footer: LexborNode | None, links: Links, home: str) -> tuple[Filed, ...]:
    """The categories that a post's footer links to."""
    found = (filed_under(anchor, links, home) for anchor in (footer.css("a") if footer else ()))
    return tuple(dict.fromkeys(filed for filed in found if filed))


def count_in(node: LexborNode) -> int | None:
    """How many comments a list says that a post has."""
    anchors = [a for a in node.css("a") if (a.attributes.get("href") or "").endswith("#comments")]
    found = _COUNT.search(plain(anchors[-1])) if anchors else None
    return int(next(filter(None, found.groups()))) if found and any(found.groups()) else None
