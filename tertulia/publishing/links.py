"""What a page links to, and what it needs to be shown."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

ADDRESSES = ("href", "src", "poster", "data-src", "cite", "action")
CANDIDATE = re.compile(r"\s*([^\s,]\S*[^\s,])([^,]*)(,|$)")
CSS_URL = re.compile(r"(\burl\(\s*)([\"']?)(.*?)\2(\s*\))", re.IGNORECASE | re.DOTALL)
_FOLLOWED = (*(name for name in ADDRESSES if name not in ("cite", "action")), "data-fragment")


def links_in_page(html: bytes) -> Iterator[str]:
    """The addresses in a page as they stand there, but for those of forms."""
    for node in LexborHTMLParser(html).css(", ".join(f"[{name}]" for name in (*_FOLLOWED, "srcset"))):
        given = node.attributes
        yield from (value for name in _FOLLOWED if (value := given.get(name)))
        yield from (found[1] for found in CANDIDATE.finditer(given.get("srcset") or ""))


def links_in_css(css: str) -> Iterator[str]:
    """The addresses in a style sheet."""
    return (found[3] for found in CSS_URL.finditer(css))


def title_of(html: bytes) -> str:
    """The title of a page on one line."""
    title = LexborHTMLParser(html).css_first("title")
    return " ".join(title.text().split()) if title else ""
