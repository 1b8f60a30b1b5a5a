"""From the sanitised HTML of a comment to lines that quote it, as somebody would type them."""

import re
from html import unescape

from tertulia.lib.commenting import DEEPEST_QUOTE

_TOKEN = re.compile(r"<(/?)([a-z0-9]+)[^>]*>|[^<]+", re.ASCII)
_PARTING = frozenset({"p", "pre", "blockquote", "ul", "ol", "li"})
# What would be read as a tag, or as a sign that stands for another, or as a quote in the quote.
_READ_OTHERWISE = re.compile(r"&(?=#?\w+;)|<(?=/?[a-z])|^\s*>", re.IGNORECASE)
_SIGNS = {"&": "&amp;", "<": "&lt;"}


def quoted_lines(html: str, longest: int) -> str:
    """Lines that begin with ``>`` and say what ``html`` says; of a longer one the first words, and that some are left
    out."""
    lines: list[str] = []
    left = longest
    for depth, text in _Lines(html).lines:
        prefix = "> " * min(depth + 1, DEEPEST_QUOTE)
        if len(text) > left:
            lines.append(f"{prefix}{_typed(text[:left].rpartition(' ')[0])} […]")
            break
        left -= len(text)
        lines.append(f"{prefix}{_typed(text)}".rstrip())
    return "\n".join(lines)


class _Lines:
    # Lines with the depth at which they are quoted there already; an empty one where a paragraph ends.
    def __init__(self, html: str) -> None:
        self.lines: list[tuple[int, str]] = []
        self._line, self._depth, self._in_listing = "", 0, False
        for token in _TOKEN.finditer(html):
            if token[2] is None:
                self._words(unescape(token[0]))
            elif token[2] == "q":
                self._words("”" if token[1] else "“")
            elif token[2] == "br" or token[2] in _PARTING:
                self._part(token[2], bool(token[1]))
        self._end()
        while self.lines and not self.lines[-1][1]:
            self.lines.pop()

    def _words(self, words: str) -> None:
        first, *others = words.split("\n") if self._in_listing else [words.replace("\n", " ")]
        self._line += first
        for other in others:
            self._end()
            self._line = other

    def _part(self, name: str, is_end: bool) -> None:
        self._end()
        if is_end and name in ("p", "pre", "blockquote") and self.lines and self.lines[-1][1]:
            self.lines.append((self._depth, ""))
        if name == "blockquote":
            self._depth += -1 if is_end else 1
            if is_end and self.lines:
                self.lines[-1] = self._depth, self.lines[-1][1]
        self._in_listing = name == "pre" and not is_end

    def _end(self) -> None:
        if self._line.strip():
            self.lines.append((self._depth, self._line.strip()))
        self._line = ""


def _typed(line: str) -> str:
    return _READ_OTHERWISE.sub(lambda match: _SIGNS.get(match[0], match[0].replace(">", "&gt;")), line)
