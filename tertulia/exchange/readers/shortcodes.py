"""WordPress' shortcodes: ``[caption]…[/caption]``, ``[gallery ids="1,2"]``, ``[youtube https://…]``.

One pass from left to right, whatever is in the text. Which names mean something is the caller's; all others stay as
they are, and so does what stands in listings of code."""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_CODE = re.compile(
    r"""(?P<escaped>\[\[[A-Za-z][\w-]{0,60}+[^\[\]]{0,4000}+\]\])
    |\[(?P<close>/)?(?P<name>[A-Za-z][\w-]{0,60}+)(?P<rest>[\s=:][^\[\]]{0,4000}+|/?)\]
    |<(?P<end>/)?(?P<listing>pre|code|script|style|textarea)\b[^<>]*+>""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_ATTRIBUTE = re.compile(
    r"""([A-Za-z][\w-]{0,60})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"']+))|"([^"]*)"|'([^']*)'|(\S+)"""
)
_HAS_ATTRIBUTE = re.compile(r"""[\w-]=["'\w]""")


@dataclass(frozen=True)
class Shortcode:
    """One of them, with its attributes, what stands in it without a name (``values``), and what it encloses."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    values: tuple[str, ...] = ()
    inner: str = ""


# Answers the HTML to put in its place, or None to leave it as it is.
Handler = Callable[[Shortcode], str | None]


def replace_all(
    source: str, handlers: Mapping[str, Handler], enclosing: frozenset[str], unknown: Callable[[str], None]
) -> str:
    """The text with each shortcode that has a handler replaced. Those named in ``enclosing`` reach to their end, if it
    is there. ``unknown`` is told the names of others."""
    if "[" not in source:
        return source
    return _Replacing(source, handlers, enclosing, unknown).run()


class _Replacing:
    def __init__(
        self, source: str, handlers: Mapping[str, Handler], enclosing: frozenset[str], unknown: Callable[[str], None]
    ) -> None:
        self.source, self.handlers, self.enclosing, self.unknown = source, handlers, enclosing, unknown
        self.tokens = list(_CODE.finditer(source))
        self.ends: dict[str, list[int]] = {}
        for index, token in enumerate(self.tokens):
            if token["close"]:
                self.ends.setdefault(token["name"].lower(), []).append(index)

    def run(self) -> str:
        out: list[str] = []
        position = index = 0
        listing = ""
        while index < len(self.tokens):
            token = self.tokens[index]
            last = index
            if token["listing"]:
                listing = _listing_after(listing, token)
            elif not listing and token["escaped"]:
                out += [self.source[position : token.start()], token[0][1:-1]]
                position = token.end()
            elif not listing and not token["close"]:
                last, html = self._answer(index)
                if html is not None:
                    out += [self.source[position : token.start()], html]
                    position = self.tokens[last].end()
            index = last + 1
        return "".join([*out, self.source[position:]])

    def _answer(self, index: int) -> tuple[int, str | None]:
        # The token that it ends with, and its HTML; the token itself and None if it stays.
        token = self.tokens[index]
        name = token["name"].lower()
        handler, end = self.handlers.get(name), self._end_of(index, name)
        if handler is None:
            if end is not None or _HAS_ATTRIBUTE.search(token["rest"]):
                self.unknown(name)
            return index, None
        if end is None or name not in self.enclosing:
            last, inner = index, ""
        else:
            last, inner = end, self.source[token.end() : self.tokens[end].start()]
        html = handler(_shortcode(name, token["rest"], inner))
        return (index, None) if html is None else (last, html)

    def _end_of(self, index: int, name: str) -> int | None:
        places = self.ends.get(name, [])
        place = bisect_left(places, index)
        return places[place] if place < len(places) else None


def _listing_after(listing: str, token: re.Match[str]) -> str:
    name = token["listing"].lower()
    if not listing:
        return "" if token["end"] else name
    return "" if token["end"] and name == listing else listing


def _shortcode(name: str, rest: str, inner: str) -> Shortcode:
    attributes: dict[str, str] = {}
    values: list[str] = []
    # ``[youtube=https://…]`` is how WordPress.com wrote it.
    for found in _ATTRIBUTE.finditer(rest.lstrip("=:").rstrip("/")):
        if found[1]:
            attributes[found[1].lower()] = found[2] or found[3] or found[4] or ""
        else:
            values.append(found[5] or found[6] or found[7] or "")
    return Shortcode(name, attributes, tuple(value for value in values if value), inner)
