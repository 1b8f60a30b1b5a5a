"""A comment that somebody else kept as HTML, as it would be typed here: what is shown of it stays the same.

One pass over the tags, whatever they are; what comes out is only ever text, read and sanitised like any other."""

import re
from collections.abc import Callable
from html import escape, unescape

from markdown_it import MarkdownIt

from tertulia.lib import text
from tertulia.lib.sanitise import COMMENT_TAGS

_MARKDOWN = MarkdownIt("commonmark", {"breaks": True}).enable("strikethrough")
_BLOCKS = frozenset(
    {"address", "article", "aside", "caption", "center", "dd", "details", "div", "dl", "dt", "figcaption", "figure"}
    | {"footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "p", "section", "summary", "table", "tr"}
)
_AROUND = frozenset({"blockquote", "li", "ol", "pre", "ul"})
_INLINE = COMMENT_TAGS - _AROUND - {"a", "br", "p"}
_SILENT = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
_ATTRIBUTE = re.compile(r"\b(href|src|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_BARE = re.compile(r"https?://[^\s<>\"]+")
# What typed words would be taken for: a tag, an entity, a quoted line.
_LIKE_TAG = re.compile(rf"<(?=/?(?:{'|'.join(sorted(COMMENT_TAGS))})\b)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?=#?\w{1,40};)")
_QUOTE = re.compile(r"^( {0,3})>", re.MULTILINE)


def typed(markup: str, rewrite: Callable[[str], str] = str) -> str:
    """The text that shows what the HTML showed. Pictures become links; ``rewrite`` is given each address of both, and
    answers where it leads today."""
    writer = _Typing(rewrite)
    source, position = _SILENT.sub("", text.clean(markup)), 0
    for tag in _TAG.finditer(source):
        writer.words(unescape(source[position : tag.start()]))
        writer.tag(tag[2].lower(), tag[3], is_end=bool(tag[1]))
        position = tag.end()
    writer.words(unescape(source[position:]))
    return writer.whole()


def typed_markdown(source: str) -> str:
    """The same for a comment in Markdown, each of whose line ends is one."""
    return typed(_MARKDOWN.render(text.clean(source)))


class _Typing:
    """``due`` is how many line ends must come before the next words; ``listing`` and ``item`` how deep these stand in
    ``pre`` and ``li``; ``link`` where the link leads that is open, and where in ``out`` it begins."""

    def __init__(self, rewrite: Callable[[str], str]) -> None:
        self.rewrite = rewrite
        self.out: list[str] = []
        self.due = self.listing = self.item = 0
        self.at_start = True
        self.link: tuple[str, int] | None = None

    def words(self, words: str) -> None:
        if words and not self.listing:
            words = _SPACE.sub(" ", words)
            if self.at_start or self.due:
                words = words.lstrip(" ")
        if words:
            self._put(_guarded(words))
            self.at_start = False

    def tag(self, name: str, attributes: str, *, is_end: bool) -> None:
        if name == "br":
            self.due = min(self.due + 1, 2)
        elif name == "a":
            self._end_link()
            if not is_end:
                self._put("")
                self.link = self._address(attributes, "href"), len(self.out)
        elif name == "img" and not is_end:
            self._picture(attributes)
        elif name in _AROUND:
            self._around(name, is_end=is_end)
        elif name in _INLINE and not self.listing:
            self._put(f"</{name}>" if is_end else f"<{name}>")
        elif name in _BLOCKS:
            self.due = max(self.due, 1 if self.item else 2)
        elif name in ("td", "th") and not self.at_start:
            self.words(" ")

    def whole(self) -> str:
        self._end_link()
        return "".join(self.out).strip()

    def _put(self, piece: str) -> None:
        if self.due and not self.at_start:
            self.out.append("\n" * self.due)
        self.due = 0
        self.out.append(piece)

    def _around(self, name: str, *, is_end: bool) -> None:
        self._end_link()
        self.due = 0 if is_end or name == "li" else max(self.due, 1)
        self._put(f"</{name}>" if is_end else f"<{name}>")
        step = -1 if is_end else 1
        if name == "pre":
            self.listing = max(0, self.listing + step)
        elif name == "li":
            self.item = max(0, self.item + step)
        self.at_start = not is_end or name == "li"
        self.due = int(is_end and name != "li")

    def _end_link(self) -> None:
        if self.link is None:
            return
        (url, begin), self.link = self.link, None
        shown = "".join(self.out[begin:])
        if url and shown.strip():
            # Long addresses are shown cut off.
            short = unescape(shown).strip().removesuffix("...").removesuffix("…")
            is_bare = "://" in short and url.startswith(short) and _BARE.fullmatch(url)
            self.out[begin:] = [url if is_bare else f'<a href="{escape(url)}">{shown}</a>']

    def _picture(self, attributes: str) -> None:
        if url := self._address(attributes, "src"):
            shown = _guarded(_SPACE.sub(" ", _value(attributes, "alt")).strip() or url)
            self._put(shown if self.link else f'<a href="{escape(url)}">{shown}</a>')
            self.at_start = False

    def _address(self, attributes: str, name: str) -> str:
        url = _value(attributes, name).strip()
        return self.rewrite(url) if url and len(url) <= 4000 else ""


def _value(attributes: str, name: str) -> str:
    for found in _ATTRIBUTE.finditer(attributes):
        if found[1].lower() == name:
            return unescape(found[2] or found[3] or found[4] or "")
    return ""


def _guarded(words: str) -> str:
    if "&" in words:
        words = _ENTITY.sub("&amp;", words)
    if "<" in words:
        words = _LIKE_TAG.sub("&lt;", words)
    return _QUOTE.sub(r"\1&gt;", words) if ">" in words else words
