"""The posts of pages of 2003 to 2007 (a heading, words, a line that begins “Posted by”), and of pages of any make."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tertulia.exchange.readers.pages.bodies import body_of, html_of
from tertulia.exchange.readers.pages.comments import classes_of
from tertulia.exchange.readers.pages.entries import (
    ENTRY_ID,
    author_in,
    count_in,
    filed_in,
    footer_words,
    joined,
    permalink_of,
)
from tertulia.exchange.readers.pages.links import Links, without_query
from tertulia.exchange.readers.pages.page import Entry
from tertulia.exchange.readers.pages.tree import plain

_FOOTERS = frozenset({"posted", "entry-footer", "post-footer"})
_BODY = re.compile(r"(?:entry|post|blog|asset|article)[-_]?(?:body|content|text)", re.IGNORECASE)
_MOST = 20_000


def flat_entries_in(tree: LexborHTMLParser, links: Links, home: str) -> Iterator[Entry]:
    """The posts of such a page in their order."""
    for heading in tree.css("h3")[:_MOST]:
        is_other = heading.css_first("a[id=comments], a[name=comments], a[id=trackback]") is not None
        if not is_other and (entry := _entry(heading, links, home)):
            yield entry


def _entry(heading: LexborNode, links: Links, home: str) -> Entry | None:
    before, behind, footer = _parts(heading)
    if footer is None or not before:
        return None
    shown, number = footer_words(footer), _number_of(heading)
    return Entry(
        url=without_query(permalink_of(footer, heading, links) or _permalink(footer, links)),
        xid=number,
        title=plain(heading),
        body=html_of(before, links),
        extended=html_of(behind, links),
        author=plain(footer.css_first("a[rel=author]")) or author_in(shown),
        when=joined(_day_above(heading), shown),
        filed=filed_in(footer, links, home),
        count=count_in(footer),
    )


def _parts(heading: LexborNode) -> tuple[list[LexborNode], list[LexborNode], LexborNode | None]:
    # What stands before and behind the mark of the extended text, and the footer.
    parts: tuple[list[LexborNode], list[LexborNode]] = ([], [])
    node, is_behind = heading.next, False
    while node is not None:
        if _FOOTERS & {*classes_of(node)}:
            return *parts, node
        if node.tag in ("h2", "h3"):
            break
        if node.tag == "a" and "more" in (node.id, node.attributes.get("name")):
            is_behind = True
        else:
            parts[is_behind].append(node)
        node = node.next
    return *parts, None


def _number_of(heading: LexborNode) -> str:
    around = [heading, heading.parent, *heading.css("a")]
    before = heading.prev
    while before is not None and not before.is_element_node:
        before = before.prev
    around += [before] if before is not None and before.tag == "a" else []
    ids = (node.id or node.attributes.get("name") or "" for node in around if node is not None)
    return next((found[1] for one in ids if (found := ENTRY_ID.fullmatch(one))), "")


def _day_above(heading: LexborNode) -> str:
    for start in (heading, heading.parent):
        node = start.prev if start is not None else None
        while node is not None:
            if node.tag == "h2":
                return plain(node)
            node = node.prev
    return ""


def _permalink(footer: LexborNode, links: Links) -> str:
    found = (links.absolute(anchor.attributes.get("href") or "") for anchor in footer.css("a"))
    return next((url for url in found if without_query(url).endswith(".html")), "")


def strange_entry(tree: LexborHTMLParser, links: Links) -> Entry | None:
    """The post of a page of no theme that is known: the longest text in an element that is called like one."""
    boxes = [node for node in tree.css("div[class], article, section[class], td[class]")[:_MOST] if _is_body(node)]
    if not boxes:
        return None
    longest = max(boxes, key=lambda node: len(node.text()))
    return Entry(title=plain(tree.css_first("h1, h2, h3")), body=body_of(longest, links))


def _is_body(node: LexborNode) -> bool:
    return any(_BODY.fullmatch(name) for name in classes_of(node))
