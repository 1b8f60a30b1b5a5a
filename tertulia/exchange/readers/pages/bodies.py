"""The text of a post as HTML whose links lead where they led on the web; that of a comment as one would type it."""

from selectolax.lexbor import LexborNode

from tertulia.exchange.readers.pages.links import Links, hidden_mail, mail_in
from tertulia.exchange.readers.pages.tree import plain
from tertulia.lib import said_html

_LINKED = ("href", "src", "poster", "data", "background")


def body_of(node: LexborNode, links: Links) -> str:
    """What is in an element."""
    return html_of(list(node.iter(include_text=True)), links)


def html_of(nodes: list[LexborNode], links: Links) -> str:
    """The HTML of these elements and words, one behind the other."""
    for node in nodes:
        if node.is_element_node:
            _lead_back(node, links)
    return "".join(node.html or "" for node in nodes).strip()


def words_of(nodes: list[LexborNode], links: Links) -> str:
    """The text of a comment in these elements, as one would type it."""
    return said_html.typed(html_of(nodes, links))


def _lead_back(node: LexborNode, links: Links) -> None:
    for part in [node, *node.css("a, img, area, audio, video, source, embed, object, iframe, td, table, span")]:
        for name in _LINKED:
            given = part.attributes.get(name)
            if given:
                code = mail_in(given) if name == "href" else None
                part.attrs[name] = _mail_link(code) if code else links.absolute(given)
        if code := part.attributes.get("data-cfemail"):
            part.replace_with(hidden_mail(code) or plain(part))


def _mail_link(code: str) -> str:
    address = hidden_mail(code)
    return f"mailto:{address}" if address else ""
