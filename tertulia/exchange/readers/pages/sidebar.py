"""What stands beside the posts of a page: categories with their addresses, lists of links, posts and pages."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tertulia.exchange.readers.pages.comments import classes_of
from tertulia.exchange.readers.pages.links import Links, month_of, path_of, place_of, split, without_query
from tertulia.exchange.readers.pages.page import Filed, Link
from tertulia.exchange.readers.pages.tree import plain

_COUNT = re.compile(r"\s*\(\d+\)$")
_COUNTED = re.compile(r"\s*\((\d{1,5})\)")
_MONTH = re.compile(r"(?:19|20)\d\d/(?:0[1-9]|1[0-2])/")
_SLUG = re.compile(r"[^/]+/")
_MOST = 2000


def categories_in(tree: LexborHTMLParser, links: Links, home: str) -> Iterator[Filed]:
    """Labels and addresses of the categories that a list names."""
    for box in tree.css(".module-categories, .archive-categories, .archive-category-based"):
        for anchor in box.css("a")[:_MOST]:
            if filed := filed_under(anchor, links, home):
                yield filed


def filed_under(anchor: LexborNode, links: Links, home: str) -> Filed | None:
    """The category that a link leads to; None if it leads elsewhere."""
    url = links.absolute(anchor.attributes.get("href") or "")
    label = _COUNT.sub("", plain(anchor))
    return (label, url) if label and slug_in(url, home) else None


def slug_in(url: str, home: str) -> str:
    """The slug in an address of a category of the weblog at ``home``; empty for all others."""
    below = place_of(url).removeprefix(place_of(home)) if home else ""
    return below[:-1] if home and below != place_of(url) and _SLUG.fullmatch(below) else ""


def months_in(tree: LexborHTMLParser, links: Links, home: str) -> Iterator[tuple[str, int]]:
    """Addresses of the months that lists and the links to a month's neighbours lead to, with how many posts a list says
    that each had; without a number it had one."""
    for anchor in tree.css(".module-archives a, .archive-date-based a, .archive-list a, .content-nav a")[:_MOST]:
        url = without_query(links.absolute(anchor.attributes.get("href") or ""))
        if home and _MONTH.fullmatch(place_of(url).removeprefix(place_of(home))):
            behind = anchor.next.text() if anchor.next is not None and not anchor.next.is_element_node else ""
            found = _COUNTED.search(plain(anchor)) or _COUNTED.match(behind)
            yield url, max(1, int(found[1])) if found else 1


def lists_in(tree: LexborHTMLParser, links: Links) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """Lists of links that the host kept, with their titles."""
    for box in tree.css(".module-typelist, .module-list-links, .module-linklist"):
        heading, found = box.css_first(".module-header"), tuple(_links_in(box, links))
        if found:
            yield plain(heading), found


def _links_in(box: LexborNode, links: Links) -> Iterator[Link]:
    for item in box.css("li")[:_MOST] or [box]:
        anchors = [a for a in item.css("a") if plain(a) and not {"module-header"} & {*classes_of(a.parent or a)}]
        for anchor in anchors[:1] if item.tag == "li" else anchors[:_MOST]:
            url = links.absolute(anchor.attributes.get("href") or "")
            note = plain(item).removeprefix(plain(anchor)).strip(" :–-") if item.tag == "li" else ""
            if split(url).scheme in ("http", "https"):
                yield plain(anchor), url, note


def mentioned_in(tree: LexborHTMLParser, links: Links, home: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Addresses of posts and of pages that the lists beside the text and the calendar lead to."""
    posts: dict[str, None] = {}
    pages: dict[str, None] = {}
    for box in tree.css(".module-archives, .module-recent-posts, .module-calendar"):
        for anchor in box.css("a")[:_MOST]:
            url = links.absolute((anchor.attributes.get("href") or "").partition("#")[0])
            if not url.endswith(".html") or not home or not place_of(url).startswith(place_of(home)):
                continue
            if month_of(url):
                posts[url] = None
            elif not path_of(url).endswith("/archives.html"):
                pages[url] = None
    return tuple(posts), tuple(pages)
