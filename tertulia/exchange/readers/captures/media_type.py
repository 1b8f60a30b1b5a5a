"""What sort of thing a saved copy is: by what its source says, else by its name, else by how it begins."""

import re
from collections.abc import Callable
from mimetypes import guess_type

_UNKNOWN = "application/octet-stream"
_TOLD = re.compile(r"\s*([a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,90})\s*(?:[;,]|$)")
_QUERY = re.compile(r"[?@#].*", re.DOTALL)
_BEGINS = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG": "image/png",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
    b"%PDF": "application/pdf",
    b"ID3": "audio/mpeg",
}
_PAGE = re.compile(rb"\s*(?:<!--.{0,400}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_FEED = re.compile(rb"\s*<(?:\?xml|rss|feed)\b", re.IGNORECASE)


def media_type_of(told: str, name: str, begin: Callable[[], bytes] = bytes) -> str:
    """Lower case and without parameters. ``told`` is a Content-Type, ``begin`` gives how the content begins."""
    if (found := _TOLD.match(told.lower())) and found[1] != _UNKNOWN:
        return found[1]
    return guess_type(name, strict=False)[0] or guess_type(_QUERY.sub("", name), strict=False)[0] or _by_begin(begin())


def _by_begin(begin: bytes) -> str:
    begin = begin.removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(begin):
        return "text/html"
    if _FEED.match(begin):
        return "text/xml"
    return next((name for mark, name in _BEGINS.items() if begin.startswith(mark)), _UNKNOWN)


def is_page(media_type: str) -> bool:
    """Whether it is one that a browser shows as a page."""
    return media_type in ("text/html", "application/xhtml+xml")
