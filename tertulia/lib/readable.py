"""What somebody reads of a page: its title and its words, without what stands around them."""

import codecs
import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from tertulia.lib import text
from tertulia.lib.taming import tamed

_AROUND = (
    "script, style, noscript, template, svg, iframe, form, nav, header, footer, aside, [hidden], [aria-hidden=true]"
)
_MAIN = ("main", "[role=main]", "article", "body")
_BLOCKS = "p, div, li, h1, h2, h3, h4, h5, h6, tr, blockquote, pre, section, article, br, dt, dd, figcaption"
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.ASCII | re.IGNORECASE)
_SPACE = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r"\s*\n\s*")


@dataclass(frozen=True)
class Page:
    """The title and the words of a page; a line a paragraph."""

    title: str = ""
    text: str = ""


def page(body: bytes, kind: str) -> Page:
    """What somebody reads of ``body``, sent with this Content-Type; nothing if it is no text."""
    medium = kind.partition(";")[0].strip().lower()
    if medium == "text/plain":
        return Page(text=text.clean(_decoded(body, kind)).strip())
    if medium not in ("text/html", "application/xhtml+xml", ""):
        return Page()
    tree = LexborHTMLParser(tamed(_decoded(body, kind)))
    title = tree.css_first("head > title")
    words = title.text() if title else ""
    for node in tree.css(_AROUND):
        node.decompose()
    return Page(" ".join(text.clean(words).split()), _words(tree))


def _words(tree: LexborHTMLParser) -> str:
    for selector in _MAIN:
        if node := tree.css_first(selector):
            for block in node.css(_BLOCKS):
                block.insert_before("\n")
            found = _BREAKS.sub("\n", _SPACE.sub(" ", text.clean(node.text()))).strip()
            if found:
                return found
    return ""


def _decoded(body: bytes, kind: str) -> str:
    named = _CHARSET.search(kind) or _CHARSET.search(body[:2048].decode("latin-1"))
    for name in filter(None, (named and named[1], "utf-8")):
        try:
            if codecs.lookup(name)._is_text_encoding:
                return body.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return body.decode("cp1252", "replace")
