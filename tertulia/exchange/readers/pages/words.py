"""From a comment's HTML back to what was typed (lib/commenting says what a comment may hold)."""

import re
from collections.abc import Iterator
from html import escape

from selectolax.lexbor import LexborNode

from tertulia.exchange.readers.pages.links import Links, hidden_mail, mail_in
from tertulia.exchange.readers.pages.tree import plain

_KEPT = frozenset(
    {"b", "blockquote", "cite", "code", "del", "em", "i", "li", "ol", "q", "s", "strong", "sub", "sup", "ul"}
)
_SAME = {"strike": "s", "tt": "code", "kbd": "code", "samp": "code", "ins": "em"}
_PARTS = frozenset(
    {"address", "center", "dd", "div", "dl", "dt", "form", "h1", "h2", "h3", "h4", "h5", "h6", "p", "table", "tr"}
)
_SILENT = frozenset({"head", "noscript", "script", "style", "template", "title"})
_MEANT = re.compile(r"&(?=#?\w{1,32};)")
_TAG = re.compile(
    r"<(?=/?(?:a|blockquote|br|b|cite|code|del|em|i|li|ol|pre|p|q|strong|sub|sup|s|ul)[\s/>])", re.IGNORECASE
)
_SPACE = re.compile(r"[ \t\n\f\r]+")
_AROUND = re.compile(r"[ \t]*\n[ \t]*")
_MANY = re.compile(r"\n{3,}")
_LIST_SPACE = re.compile(r"\s*(</?(?:ul|ol|li)>)\s*")
_BREAK, _PART = "\n", "\n\n"


def words_of(nodes: Iterator[LexborNode] | list[LexborNode], links: Links) -> str:
    """The text of these elements as one would type it."""
    writer = _Writer(links)
    for node in nodes:
        writer.write(node)
    return writer.text()


class _Writer:
    def __init__(self, links: Links) -> None:
        self.links = links
        self.out: list[str] = []
        self.listings: list[str] = []

    def write(self, node: LexborNode) -> None:
        """Add an element with all that is in it; by a list of what is to do, as it may be nested deep."""
        todo: list[LexborNode | str] = [node]
        while todo:
            item = todo.pop()
            if isinstance(item, str):
                self.out.append(item)
            elif item.is_text_node:
                self.out.append(typed(item.text_content or ""))
            elif item.is_element_node and item.tag not in _SILENT:
                todo.extend(reversed(self._parts(item, _SAME.get(item.tag or "", item.tag or ""))))

    def text(self) -> str:
        """All of it, with one empty line between paragraphs."""
        lines = _AROUND.sub("\n", "".join(self.out))
        text = _LIST_SPACE.sub(r"\1", _MANY.sub("\n\n", lines)).strip()
        for number, listing in enumerate(self.listings):
            text = text.replace(f"\0{number}\0", listing)
        return text

    def _parts(self, node: LexborNode, tag: str) -> list[LexborNode | str]:
        inner: list[LexborNode | str] = list(node.iter(include_text=True))
        if code := node.attributes.get("data-cfemail") or mail_in(node.attributes.get("href") or ""):
            return [hidden_mail(code) or plain(node)]
        if tag == "br":
            return [_BREAK]
        if tag == "pre":
            self.listings.append(f"<pre>{escape(node.text(), quote=False)}</pre>")
            return [_PART, f"\0{len(self.listings) - 1}\0", _PART]
        if tag == "a":
            return self._link(node, inner)
        if tag == "img":
            return self._link_to(node.attributes.get("src") or "", [typed(node.attributes.get("alt") or "")])
        if tag in _KEPT:
            return [_PART, f"<{tag}>", *inner, f"</{tag}>", _PART] if tag == "blockquote" else self._around(tag, inner)
        return [_PART, *inner, _PART] if tag in _PARTS else inner

    def _around(self, tag: str, inner: list[LexborNode | str]) -> list[LexborNode | str]:
        outside = [_PART] if tag in ("ul", "ol") else []
        return [*outside, f"<{tag}>", *inner, f"</{tag}>", *outside]

    def _link(self, node: LexborNode, inner: list[LexborNode | str]) -> list[LexborNode | str]:
        href = self.links.absolute(node.attributes.get("href") or "")
        shown = plain(node)
        if not href or (href.removesuffix("/") == shown.removesuffix("/") and "://" in shown[:8]):
            return inner
        return self._link_to(href, inner)

    def _link_to(self, href: str, inner: list[LexborNode | str]) -> list[LexborNode | str]:
        url = self.links.absolute(href)
        return [f'<a href="{escape(url)}">', *inner, "</a>"] if url else inner


def typed(shown: str) -> str:
    """Words as they stand in a page, typed so that they are shown like that again."""
    spaced = _SPACE.sub(" ", shown.replace("\0", ""))
    return _TAG.sub("&lt;", _MEANT.sub("&amp;", spaced))
