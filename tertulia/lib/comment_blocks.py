"""Writes the blocks of a comment: paragraphs, lists, quotes, listings; always balanced and never empty."""

from html import escape

from tertulia.lib.bare_links import linked

_DEEPEST = 8
_MOST_CARRIED = 200
_LISTS = ("ul", "ol")


class Writer:
    """Takes what was typed piece by piece and appends HTML to ``out``.

    ``wanted`` are the inline tags that what comes next should stand in, ``opened`` those that do stand open in ``out``;
    they are brought together only when there is text, so that nothing empty is written and all is closed."""

    def __init__(self, out: list[str]) -> None:
        self.out = out
        self.blocks: list[str] = []
        self.wanted: list[tuple[str, str]] = []
        self.opened: list[tuple[str, str]] = []
        self.in_paragraph = False
        self.breaks = 0
        self.break_was_tag = False
        self.listing = ""
        self.carried = 0

    def text(self, typed: str) -> None:
        """Words of one line."""
        if self.listing == "pre":
            self._show(escape(typed, quote=False))
            return
        if self.breaks or not self.in_paragraph:
            typed = typed.lstrip()
        if not typed:
            return
        in_link = any(name == "a" for name, _ in self.wanted)
        self._begin()
        self._show(escape(typed, quote=False) if in_link or self.listing else linked(typed))

    def line_end(self) -> None:
        """The end of a typed line; a second one in a row parts paragraphs, one after ``<br>`` is part of it."""
        if self.listing == "pre":
            # Parsers drop a line end right after the tag.
            if self.out[-1] != "<pre>":
                self._show("\n")
        elif self.break_was_tag:
            self.break_was_tag = False
        else:
            self.breaks += 1

    def start(self, name: str) -> None:
        """A start tag other than of a link."""
        if name == "br":
            self.breaks += 1
            self.break_was_tag = True
        elif name == "p":
            self._end_paragraph()
        elif name in ("blockquote", "li", *_LISTS):
            self._start_block(name)
        elif name == "pre":
            self._end_paragraph()
            self._open("pre")
            self.in_paragraph, self.listing = True, "pre"
        elif all(name != other for other, _ in self.wanted):
            self.wanted.append((name, f"<{name}>"))
            self.listing = "code" if name == "code" else ""

    def start_link(self, url: str) -> None:
        """A link; one that leads nowhere leaves only its words."""
        self._drop("a")
        # A link that begins a paragraph must not end with the one before.
        self._part_paragraphs()
        if url:
            self.wanted.append(("a", f'<a href="{escape(url)}">'))

    def end(self, name: str) -> None:
        """An end tag; one that ends nothing is passed over."""
        if name == "p":
            self._end_paragraph()
        elif name in self.blocks:
            self._end_paragraph()
            while self.blocks and self._shut() != name:
                pass
        else:
            self._drop(name)

    def end_listing(self, name: str) -> bool:
        """``</pre>`` or ``</code>``: whether it ends the listing that is open."""
        if name != self.listing:
            return False
        self.listing = ""
        self.end(name)
        return True

    def close(self) -> None:
        """End all that is open."""
        self.wanted = []
        self._end_paragraph()
        while self.blocks:
            self._shut()

    def _begin(self) -> None:
        if self.blocks and self.blocks[-1] in _LISTS:
            self._open("li")
        self._part_paragraphs()
        if not self.in_paragraph:
            self.out.append("<p>" if self._holds_paragraphs() else "")
            self.in_paragraph = True
        elif self.breaks:
            self._end_inline(self._same())
            self.out.append("<br>\n" * min(self.breaks, 2))
        self.breaks, self.break_was_tag = 0, False

    def _part_paragraphs(self) -> None:
        if self.breaks > 1 and self.in_paragraph and self._holds_paragraphs():
            self._end_paragraph()

    def _show(self, html: str) -> None:
        same = self._same()
        self._end_inline(same)
        for tag in self.wanted[same:]:
            self.out.append(tag[1])
            self.opened.append(tag)
        self.out.append(html)

    def _same(self) -> int:
        # How many of the open tags may stay open.
        same = 0
        while same < min(len(self.opened), len(self.wanted)) and self.opened[same] == self.wanted[same]:
            same += 1
        return same

    def _end_inline(self, keep: int = 0) -> None:
        while len(self.opened) > keep:
            self.out.append(f"</{self.opened.pop()[0]}>")

    def _end_paragraph(self) -> None:
        self._end_inline()
        if self.in_paragraph and self._holds_paragraphs():
            self.out.append("</p>\n")
        self.in_paragraph, self.breaks, self.break_was_tag = False, 0, False
        # A link ends with its paragraph; other tags go on in the next, as browsers have it, but not for ever: else a
        # few tags in front of many short paragraphs would make the answer many times as long as what was typed.
        self._drop("a")
        self.carried += len(self.wanted)
        if self.carried > _MOST_CARRIED:
            self.wanted = []

    def _holds_paragraphs(self) -> bool:
        return not self.blocks or self.blocks[-1] == "blockquote"

    def _start_block(self, name: str) -> None:
        self._end_paragraph()
        if name == "li":
            while self.blocks and self.blocks[-1] == "li":
                self._shut()
            if not self.blocks or self.blocks[-1] not in _LISTS:
                return
        elif self.blocks and self.blocks[-1] in _LISTS:
            self._open("li")
        if len(self.blocks) < _DEEPEST:
            self._open(name)

    def _open(self, name: str) -> None:
        self.blocks.append(name)
        self.out.append(f"<{name}>")

    def _shut(self) -> str:
        name = self.blocks.pop()
        self.out.append(f"</{name}>")
        self.in_paragraph = False
        return name

    def _drop(self, name: str) -> None:
        self.wanted = [tag for tag in self.wanted if tag[0] != name]
