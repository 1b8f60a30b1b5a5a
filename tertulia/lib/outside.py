"""Rewrites a post's HTML so that showing it asks no third party, and notes for the writer what had to change.

It only reads the parsed tree and writes new HTML beside it; what it lets through is sanitised once more afterwards."""

import re
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tertulia.lib import attributes, findings, media_links
from tertulia.lib.findings import Notes
from tertulia.lib.local import Links, localise, nowhere
from tertulia.lib.sanitise import POST_ATTRIBUTES, POST_TAGS
from tertulia.lib.styles import style_of

# Landmarks and the heading of a page are the page's own, so those of a text step back.
_RENAMED = {"h1": "h2"} | dict.fromkeys(("article", "aside", "footer", "header", "hgroup", "main", "nav"), "div")
_ALWAYS = {tag: {"controls": "", "preload": "none"} for tag in ("audio", "video")}
_VOID = frozenset({"br", "col", "hr", "img", "source", "wbr"})
_SILENT = frozenset({"script", "style", "template", "title", "noembed", "noframes"})
_FOREIGN = frozenset({"svg", "math"})

# Parsers need time that grows with the square of the depth, and repeat what was left open (<b><i><font>) in each block
# that follows, so both depths are cut before anything is parsed.
_DEEPEST, _MOST_OPEN = 200, 16
_TAG = re.compile(r"<(/?)([a-z][a-z0-9:-]*)[^<>]*>", re.IGNORECASE)
_REPEATED = frozenset({"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"})
_NEVER_DEEP = _VOID | frozenset(
    {
        "area",
        "base",
        "caption",
        "colgroup",
        "dd",
        "dt",
        "embed",
        "input",
        "li",
        "link",
        "meta",
        "optgroup",
        "option",
        "p",
    }
    | {"param", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr", "track"}
)


def rewrite(html: str, origin: str, notes: Notes, links: Links = nowhere) -> str:
    """``html`` with what ``links`` knows leading here, and the media of other hosts as links; what was taken out or
    changed is added to ``notes``."""
    tree = LexborHTMLParser(_tamed(html), is_fragment=True)
    if links is not nowhere:
        localise(tree, links)
    return _Rewriting(origin, notes).run(tree.root) if tree.root else ""


def _tamed(html: str) -> str:
    if html.count("<") <= _MOST_OPEN:
        return html
    depths = {True: 0, False: 0}

    def keep(match: re.Match[str]) -> str:
        name = match[2].lower()
        if name in _NEVER_DEEP:
            return match[0]
        repeated = name in _REPEATED
        depth = depths[repeated] + (not match[1])
        depths[repeated] = max(0, depth - bool(match[1]))
        return match[0] if depth <= (_MOST_OPEN if repeated else _DEEPEST) else ""

    return _TAG.sub(keep, html)


class _Rewriting:
    def __init__(self, origin: str, notes: Notes) -> None:
        self.origin, self.notes = origin, notes
        self.out: list[str] = []
        self.todo: list[LexborNode | str] = []
        # Pictures that stand before the link they were in.
        self.moved: set[int] = set()

    def run(self, root: LexborNode) -> str:
        self._children(root)
        while self.todo:
            item = self.todo.pop()
            if isinstance(item, str):
                self.out.append(item)
            elif item.is_text_node:
                self.out.append(escape(item.text_content or "", quote=False))
            elif item.is_element_node:
                self._element(item, item.tag or "")
        return "".join(self.out)

    def _children(self, node: LexborNode) -> None:
        self.todo.extend(reversed(list(node.iter(include_text=True))))

    def _element(self, node: LexborNode, tag: str) -> None:
        findings.note_element(self.notes, tag, node.attributes)
        if tag in _SILENT:
            return
        if tag in _FOREIGN:
            self.out.append(escape(node.text(), quote=False))
        elif tag == "a":
            self._link(node)
        elif (link := media_links.instead_of(node, self.origin, self.notes)) is not None:
            self.out.append("" if node.mem_id in self.moved else link)
        else:
            self._tag(node, _RENAMED.get(tag, tag))

    def _tag(self, node: LexborNode, tag: str) -> None:
        if tag not in POST_TAGS:
            findings.note_unknown(self.notes, tag)
            self._children(node)
            return
        self.out.append(f"<{tag}{self._attributes(node, tag)}>")
        if tag in _VOID:
            return
        self.todo.append(f"</{tag}>")
        self._children(node)

    def _attributes(self, node: LexborNode, tag: str) -> str:
        kept = self._kept(node, tag)
        if said := node.attributes.get("style"):
            style = style_of(tag, said)
            findings.note_style(self.notes, style.refused)
            kept |= style.attributes
            if style.classes:
                kept["class"] = " ".join([kept.pop("class", ""), *style.classes]).strip()
        return "".join(f' {name}="{escape(value)}"' for name, value in (kept | _ALWAYS.get(tag, {})).items())

    def _kept(self, node: LexborNode, tag: str) -> dict[str, str]:
        allowed = POST_ATTRIBUTES["*"] | POST_ATTRIBUTES.get(tag, set())
        kept = {}
        for name, given in node.attributes.items():
            if name not in allowed:
                continue
            value = attributes.kept(tag, name, given or "", self.origin)
            findings.note_attribute(self.notes, name, given or "", value)
            if value is not None:
                kept[name] = value
        if tag == "img" and "alt" not in node.attributes:
            kept["alt"] = ""
        return kept

    def _link(self, node: LexborNode) -> None:
        pictures = media_links.outside_pictures(node, self.origin)
        if len(pictures) == 1 and media_links.is_alone(node):
            href = attributes.kept("a", "href", node.attributes.get("href") or "", self.origin)
            self.out.append(media_links.picture(pictures[0], self.origin, self.notes, href=href or ""))
            return
        # No link may stand in a link, so the pictures' own links stand before it.
        for image in pictures:
            self.out.append(media_links.picture(image, self.origin, self.notes) + " ")
            self.moved.add(image.mem_id)
        self._tag(node, "a")
