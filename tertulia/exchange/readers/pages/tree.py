"""A saved page as a tree: decoded, and in bounded time whatever is in it."""

import re
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tertulia.exchange.readers.encoding import guess_legacy, wide_name, windows_1252
from tertulia.lib import text
from tertulia.lib.taming import tamed

# A page of several thousand comments; what is longer would not fit into memory as a tree.
LONGEST = 6_000_000
_MARK = b"\xef\xbb\xbf"
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_NAMED = {"shift_jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "iso-8859-1": "cp1252", "latin1": "cp1252"}


def tree_of(markup: str) -> LexborHTMLParser:
    """The page, or as much of it as anybody can have written."""
    return LexborHTMLParser(tamed(markup[:LONGEST]))


def fragment(markup: str) -> LexborNode | None:
    """A piece of a page, of which only what a browser shows is kept."""
    return LexborHTMLParser(tamed(markup), is_fragment=True).root


def decoded(data: bytes) -> str:
    """A page's text: in UTF-8 if it can be, else in the encoding that it names, else in what it looks like."""
    if wide := wide_name(data):
        return text.clean(data.decode(wide, errors="replace"))
    try:
        return text.clean(data.removeprefix(_MARK).decode())
    except UnicodeDecodeError:
        named = _CHARSET.search(data[:4096])
        return text.clean(_legacy(data, named[1].decode().lower() if named else ""))


def _legacy(data: bytes, named: str) -> str:
    name = _NAMED.get(named, named)
    if name in ("", "utf-8", "utf8", "cp1252") or name.startswith("utf"):
        # Single bytes of another encoding among UTF-8 are quoted texts; the rest must not suffer.
        if name.startswith("utf") or (name == "" and guess_legacy(data) == "cp1252"):
            return data.decode(errors="replace")
        name = name or guess_legacy(data)
    try:
        return windows_1252(data.decode("latin-1")) if name == "cp1252" else data.decode(name, errors="replace")
    except (LookupError, UnicodeError, ValueError):
        return windows_1252(data.decode("latin-1"))


def plain(node: LexborNode | None) -> str:
    """The words of an element on one line."""
    return " ".join(unescape(node.text(separator="")).split()) if node else ""
