"""A saved page as a tree: decoded, and in bounded time whatever is in it."""

import re
from collections.abc import Iterator
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tertulia.exchange.readers.encoding import guess_legacy, wide_name, windows_1252
from tertulia.lib import text

# A page of several thousand comments; what is longer would not fit into memory as a tree.
LONGEST = 6_000_000
_DEEPEST, _MOST_OPEN = 300, 16
# Elements that a page may have, where what was left open counts again in each that follows.
_MOST_ELEMENTS = 250_000
_LONG_TAG, _MOST_SPACES = 20_000, 2_000
_MARK = b"\xef\xbb\xbf"
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_NAMED = {"shift_jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "iso-8859-1": "cp1252", "latin1": "cp1252"}
_TOKEN = re.compile(
    r"<(?:(?P<raw>!--|(?:script|style|textarea|title|xmp|iframe|noembed|noframes)\b)|(?P<end>/?)(?P<name>[a-z][^\s/>]*))",
    re.IGNORECASE,
)
_OPEN = frozenset({"b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"})
_NEVER_DEEP = frozenset(
    {"a", "area", "base", "body", "br", "col", "embed", "head", "hr", "html", "img", "input", "link", "meta", "option"}
    | {"p", "param", "source", "track", "wbr"}
)


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


def tamed(markup: str) -> str:
    """``markup`` without what a parser would take the square of its time for: start tags that lie very deep, tags of
    thousands of attributes, elements without end."""
    if markup.count("<") <= _DEEPEST and len(markup) <= _LONG_TAG:
        return markup
    return "".join(_Taming(markup).pieces())


class _Taming:
    def __init__(self, markup: str) -> None:
        self.markup, self.deep, self.left_open, self.room = markup, 0, 0, _MOST_ELEMENTS

    def pieces(self) -> Iterator[str]:
        position = done = 0
        while (token := _TOKEN.search(self.markup, position)) is not None:
            position = token.end()
            if token["raw"]:
                position = _behind(self.markup, token["raw"].lower(), position)
                continue
            end = _end_of_tag(self.markup, position)
            self.room -= 1 + self.left_open
            if self.room < 0:
                yield self.markup[done : token.start()]
                return
            if not self._fits(token):
                yield self.markup[done : token.start()]
                done = end
            elif end - position > _LONG_TAG and len(self.markup[position:end].split()) > _MOST_SPACES:
                yield f"{self.markup[done:position]}>"
                done = end
            position = end
        yield self.markup[done:]

    def _fits(self, token: re.Match[str]) -> bool:
        name = token["name"].lower()
        if name in _NEVER_DEEP:
            return True
        if token["end"]:
            self._close(name)
            return True
        if name in _OPEN:
            self.left_open += self.left_open < _MOST_OPEN
            return self.left_open < _MOST_OPEN
        self.deep += self.deep < _DEEPEST
        return self.deep < _DEEPEST

    def _close(self, name: str) -> None:
        if name in _OPEN:
            self.left_open = max(0, self.left_open - 1)
        else:
            self.deep = max(0, self.deep - 1)


def _behind(markup: str, name: str, position: int) -> int:
    # Where what a browser does not read as tags ends.
    end = markup.find("-->", position) if name == "!--" else _closed(markup, name, position)
    return len(markup) if end < 0 else end


def _closed(markup: str, name: str, position: int) -> int:
    found = re.compile(f"</{name}", re.IGNORECASE).search(markup, position)
    return found.start() if found else -1


def _end_of_tag(markup: str, position: int) -> int:
    end = markup.find(">", position)
    return len(markup) if end < 0 else end + 1


def plain(node: LexborNode | None) -> str:
    """The words of an element on one line."""
    return " ".join(unescape(node.text(separator="")).split()) if node else ""
