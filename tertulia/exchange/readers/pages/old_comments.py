"""The comments of pages of 2003 to 2007, which have no elements of their own: words, then who posted them and when."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from tertulia.exchange.readers.pages.bodies import words_of
from tertulia.exchange.readers.pages.comments import classes_of, footer_of, ids_of
from tertulia.exchange.readers.pages.links import Links
from tertulia.exchange.readers.pages.page import Said

_ANCHOR = re.compile(r"c(6a[0-9a-f]{20,40}|\d{1,20})")
_FOOTERS = frozenset({"posted", "comments-post", "comment-footer"})
_AROUND = frozenset({"comments-body", "comments-content", "comment", "comments"})
_MOST = 200_000


def flat_said_in(start: LexborNode, links: Links) -> Iterator[Said]:
    """What was said behind the heading of the comments, in the order of the page."""
    words: list[LexborNode] = []
    anchors: list[str] = []
    for node in _parts(start):
        if own := _anchor_of(node):
            words, anchors = ([] if not anchors else words), [*anchors, own]
        elif _FOOTERS & {*classes_of(node)}:
            if said := _said(words, anchors, node, links):
                yield said
            words, anchors = [], []
        elif node.tag in ("form", "script") or _is_form(node):
            return
        else:
            words.append(node)


def _said(words: list[LexborNode], anchors: list[str], footer: LexborNode, links: Links) -> Said | None:
    name, url, when, ids = footer_of(footer, links)
    xid, number = ids_of([*anchors, *ids])
    text = words_of(words, links)
    return Said(name, when, text, xid, number, url) if when and text else None


def _parts(start: LexborNode) -> Iterator[LexborNode]:
    # Behind the heading, or behind what holds it alone; with boxes that hold comments opened.
    todo = [node for node in (start, start.parent) if node and node.next]
    node = todo[0].next if todo else None
    count = 0
    while node is not None and count < _MOST:
        count += 1
        if _AROUND & {*classes_of(node)}:
            yield from node.iter(include_text=True)
        else:
            yield node
        node = node.next


def _anchor_of(node: LexborNode) -> str:
    if node.tag != "a":
        return ""
    found = _ANCHOR.fullmatch(node.id or node.attributes.get("name") or "")
    return found[1] if found else ""


def _is_form(node: LexborNode) -> bool:
    return node.is_element_node and node.css_first("form") is not None
