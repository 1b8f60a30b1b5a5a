"""HTML of strangers, made such that a parser reads it in bounded time whatever is in it."""

import re
from collections.abc import Iterator

_DEEPEST, _MOST_OPEN = 300, 16
# Elements that a page may have, where what was left open counts again in each that follows.
_MOST_ELEMENTS = 250_000
_LONG_TAG, _MOST_SPACES = 20_000, 2_000
_TOKEN = re.compile(
    r"<(?:(?P<raw>!--|(?:script|style|textarea|title|xmp|iframe|noembed|noframes)\b)|(?P<end>/?)(?P<name>[a-z][^\s/>]*))",
    re.IGNORECASE,
)
_OPEN = frozenset({"b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"})
_NEVER_DEEP = frozenset(
    {"a", "area", "base", "body", "br", "col", "embed", "head", "hr", "html", "img", "input", "link", "meta", "option"}
    | {"p", "param", "source", "track", "wbr"}
)


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
