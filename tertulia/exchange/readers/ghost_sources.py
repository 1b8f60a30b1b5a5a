"""Posts of Ghost that have no HTML in the export: made from what its editors kept."""

import json
from collections.abc import Callable
from html import escape

from tertulia.exchange.readers.ghost_cards import card
from tertulia.exchange.readers.json_values import entries, fields, word

_FORMATS = ((16, "code"), (64, "sup"), (32, "sub"), (8, "u"), (4, "s"), (2, "em"), (1, "strong"))
_BLOCKS = {
    "paragraph": "p",
    "quote": "blockquote",
    "extended-quote": "blockquote",
    "aside": "blockquote",
    "listitem": "li",
}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MARKUPS = frozenset({"a", "b", "code", "em", "i", "s", "strong", "sub", "sup", "u"})
_SECTIONS = _HEADINGS | {"p", "blockquote", "aside"}
_DEEPEST = 60

# Told the name of each card that means nothing here.
Unknown = Callable[[str], None]


def from_lexical(source: str, unknown: Unknown) -> str | None:
    """The HTML of a post of the newer editor; None if that cannot be read."""
    root = fields(fields(_parsed(source)).get("root"))
    return "\n".join(_nodes(root, unknown, 0)) if root else None


def from_mobiledoc(source: str, unknown: Unknown) -> str | None:
    """The same of the older editor."""
    document = fields(_parsed(source))
    if not isinstance(document.get("sections"), list):
        return None
    return "\n".join(_section(entries(one), document, unknown) for one in entries(document["sections"]))


def _parsed(source: str) -> object:
    try:
        return json.loads(source)
    except (ValueError, RecursionError):
        return None


def _nodes(parent: dict[str, object], unknown: Unknown, depth: int) -> list[str]:
    if depth > _DEEPEST:
        unknown("")
        return []
    return [_node(fields(one), unknown, depth + 1) for one in entries(parent.get("children"))]


def _node(node: dict[str, object], unknown: Unknown, depth: int) -> str:
    kind = word(node.get("type"))
    if kind in ("text", "extended-text", "tab"):
        return _text(node)
    if kind == "linebreak":
        return "<br>"
    html = card(kind, node)
    if html is not None:
        return html
    inner = "".join(_nodes(node, unknown, depth))
    if kind in ("link", "autolink", "at-link"):
        return f'<a href="{escape(word(node.get("url")))}">{inner}</a>'
    if name := _block_of(kind, word(node.get("tag"))):
        return f"<{name}>{inner}</{name}>"
    if not inner and "children" not in node:
        unknown(kind)
    return inner


def _block_of(kind: str, tag: str) -> str:
    if kind in ("heading", "extended-heading"):
        return tag if tag in _HEADINGS else "h2"
    if kind == "list":
        return "ol" if tag == "ol" else "ul"
    return _BLOCKS.get(kind, "")


def _text(node: dict[str, object]) -> str:
    text = node.get("text")
    html = escape(text, quote=False) if isinstance(text, str) else ""
    mask = node.get("format")
    for bit, name in _FORMATS:
        if isinstance(mask, int) and mask & bit:
            html = f"<{name}>{html}</{name}>"
    return html


def _section(section: list[object], document: dict[str, object], unknown: Unknown) -> str:
    match section:
        case [1, str(tag), list(markers), *_]:
            name = {"aside": "blockquote"}.get(tag, tag if tag in _SECTIONS else "p")
            return f"<{name}>{_markers(markers, document)}</{name}>"
        case [2, str(src), *_]:
            return card("image", {"src": src}) or ""
        case [3, str(tag), list(items), *_]:
            name = "ol" if tag == "ol" else "ul"
            return f"<{name}>{''.join(f'<li>{_markers(entries(one), document)}</li>' for one in items)}</{name}>"
        case [10, int(index), *_]:
            kind, payload, *_rest = [*entries(_at(document.get("cards"), index)), None, None]
            html = card(word(kind), payload)
            if html is None:
                unknown(word(kind))
            return html or ""
    return ""


def _markers(markers: list[object], document: dict[str, object]) -> str:
    out: list[str] = []
    open_tags: list[str] = []
    for marker in markers:
        match marker:
            case [int(kind), list(opened), int(closed), value, *_]:
                for index in opened:
                    open_tags.append(_open(entries(_at(document.get("markups"), index)), out))
                if kind == 0 and isinstance(value, str):
                    out.append(escape(value, quote=False))
                elif kind == 1:
                    out.append(_atom(entries(_at(document.get("atoms"), value))))
                for _step in range(min(closed, len(open_tags))):
                    out.append(f"</{name}>" if (name := open_tags.pop()) else "")
    out += [f"</{name}>" for name in reversed(open_tags) if name]
    return "".join(out)


def _open(markup: list[object], out: list[str]) -> str:
    name = word(markup[0]) if markup else ""
    if name not in _MARKUPS:
        return ""
    pairs = [word(one) for one in entries(markup[1])] if len(markup) > 1 else []
    href = dict(zip(pairs[::2], pairs[1::2], strict=False)).get("href", "")
    out.append(f'<a href="{escape(href)}">' if name == "a" else f"<{name}>")
    return name


def _atom(atom: list[object]) -> str:
    name, value = (word(one) for one in [*atom, "", ""][:2])
    return "<br>" if name == "soft-return" else escape(value)


def _at(values: object, index: object) -> object:
    found = entries(values)
    return found[index] if isinstance(index, int) and 0 <= index < len(found) else None
