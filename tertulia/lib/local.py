"""Addresses of a text that lead to a former host of its weblog, shown as those that answer here."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

_ADDRESSES = {"a": "href", "img": "src", "audio": "src", "video": "src", "source": "src"}
_LOADING = ", ".join(f"{tag}[{name}]" for tag, name in _ADDRESSES.items())
_WIDTH = re.compile(r"\d{1,5}", re.ASCII)
# Sanitised HTML has its attributes in double quotes, and no < in its words.
_LINK = re.compile(r'<a href="([^"]*)"')
_HREF = re.compile(r'<a(?: [a-z-]+(?:="[^"]*")?)*? href="([^"]*)"')
_WHOLE_LINK = re.compile(r'<a(?: [a-z-]+(?:="[^"]*")?)*>.*?</a>', re.DOTALL)


@dataclass(frozen=True)
class Here:
    """Where something is here. Of a picture also how large it is, which ``asked`` width its old address named, and
    which smaller ``sizes`` there are (width and address). With a ``note``, which is HTML for readers, it stays where it
    is, and the note stands beside it."""

    url: str
    width: int = 0
    height: int = 0
    asked: int = 0
    sizes: tuple[tuple[int, str], ...] = ()
    note: str = ""


# Tells which of these addresses, as they stand in a text, are here, and where.
Links = Callable[[Collection[str]], Mapping[str, Here]]


def nowhere(_urls: Collection[str]) -> Mapping[str, Here]:
    """The links of a text that never lived anywhere else."""
    return {}


def localise(tree: LexborHTMLParser, links: Links) -> None:
    """Let everything in ``tree`` that is here lead here."""
    nodes = [(node, url) for node in tree.css(_LOADING) if (url := node.attributes.get(_ADDRESSES[node.tag or ""]))]
    found = links({url for _node, url in nodes}) if nodes else {}
    for node, url in nodes:
        if (here := found.get(url)) and not here.note:
            _lead(tree, node, here)


def localised(html: str, links: Links) -> str:
    """The same for sanitised HTML that holds no pictures, as comments are."""
    urls = {unescape(url) for url in _LINK.findall(html)}
    found = links(urls) if urls else {}
    if not found:
        return html

    def link(match: re.Match[str]) -> str:
        here = found.get(unescape(match[1]))
        return f'<a href="{escape(here.url)}"' if here else match[0]

    return _noted(_LINK.sub(link, html), found)


def noted(html: str, links: Links) -> str:
    """Sanitised HTML with the notes beside its links."""
    urls = {unescape(url) for url in _HREF.findall(html)}
    return _noted(html, links(urls)) if urls else html


def _noted(html: str, found: Mapping[str, Here]) -> str:
    if not any(here.note for here in found.values()):
        return html

    def with_note(match: re.Match[str]) -> str:
        href = _HREF.match(match[0])
        here = found.get(unescape(href[1])) if href else None
        return match[0] + here.note if here else match[0]

    return _WHOLE_LINK.sub(with_note, html)


def _lead(tree: LexborHTMLParser, node: LexborNode, here: Here) -> None:
    if node.tag == "img" and not here.width:
        _as_link(tree, node, here)
        return
    node.attrs[_ADDRESSES[node.tag or ""]] = here.url
    if node.tag == "img":
        _fit(node, here)


def _fit(node: LexborNode, here: Here) -> None:
    # As wide as it was before, and never wider than it is.
    given = node.attributes.get("width") or ""
    width = int(given) if _WIDTH.fullmatch(given) else 0
    if not width and not node.attributes.get("height"):
        width = min(here.asked or here.width, here.width)
        node.attrs["width"], node.attrs["height"] = str(width), str(round(here.height * width / here.width) or 1)
    candidates = [*_needed(here, width or here.width)]
    node.attrs["src"] = candidates[-1][1]
    if len(candidates) > 1:
        node.attrs["srcset"] = ", ".join(f"{url} {size}w" for size, url in candidates)
        node.attrs["sizes"] = f"(max-width: {width or here.width}px) 100vw, {width or here.width}px"


def _needed(here: Here, width: int) -> Iterator[tuple[int, str]]:
    # No screen shows more than some pixels for one.
    for size, url in (*here.sizes, (here.width, here.url)):
        yield size, url
        if size >= 3 * width:
            return


def _as_link(tree: LexborHTMLParser, node: LexborNode, here: Here) -> None:
    # What no browser should show in a page can still be had.
    words = (node.attributes.get("alt") or "").strip() or here.url.rpartition("/")[2]
    link = tree.create_node("a")
    link.attrs["href"] = here.url
    link.insert_child(words)
    node.replace_with(link)
