"""What a saved page is: by what it says itself, else by its looks and its address."""

import re

from selectolax.lexbor import LexborHTMLParser

from tertulia.exchange.readers.pages.links import month_of, path_of
from tertulia.exchange.readers.pages.page import Kind

_DIMENSION = re.compile(r"""['"]dimension2['"]\s*,\s*['"](\w{1,20})['"]""")
_NAMED: dict[str, Kind] = {
    "individual": "post",
    "post": "post",
    "page": "page",
    "monthly": "month",
    "date": "month",
    "category": "category",
    "archives": "archives",
    "index": "front",
}
_MADE = re.compile(
    r"""<meta\s[^>]*(?:typepad|movable\s?type)|<rdf:Description|typepad\.com/|name=["']?entry_x?id\b""", re.IGNORECASE
)
_PAGED = re.compile(r"/page/\d{1,6}/$")
_MONTH = re.compile(r"/(?:19|20)\d\d/(?:0[1-9]|1[0-2])/$")


def kind_of(tree: LexborHTMLParser, markup: str, url: str) -> Kind:
    """The kind of a page at ``url``; “other” if it is none of a weblog of Typepad or Movable Type."""
    if found := _DIMENSION.search(markup):
        return _NAMED.get(found[1].lower(), "other")
    body = tree.body
    names = (body.attributes.get("class") or "").lower().split() if body else []
    if any(name.startswith("layout-") for name in names):
        return next((_NAMED[name] for name in names if name in _NAMED), "other")
    return _by_address(url) if _MADE.search(markup) else "other"


def _by_address(url: str) -> Kind:
    path = path_of(url)
    if path.endswith("/archives.html"):
        return "archives"
    if path.endswith((".html", ".htm")):
        return "post" if month_of(url) else "page"
    bare = _PAGED.sub("/", path)
    return "month" if _MONTH.search(bare) else "front" if bare.count("/") < 3 else "category"
