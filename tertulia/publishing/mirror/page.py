"""A page as it stands in a mirror: with links that lead to files, and without what needs a server.

Forms and links that lead to forms or to what is new are taken out, as nobody answers them, all but that of the search
(``search.py``); and scripts, as all of them talk to the server or are blocked on a page that is opened from disk; pages
work without. The parts of the sidebar that are pulled in elsewhere stand in the page."""

from collections.abc import Callable, Container
from html import escape
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tertulia.publishing.links import ADDRESSES, CANDIDATE, CSS_URL

# What is written for an address as it stands in a page.
Link = Callable[[str], str]
# What a fragment of that decoded path holds.
Fragment = Callable[[str], str]

_ABSOLUTE = frozenset({"canonical"})
_DATA = frozenset({"application/ld+json", "application/json"})


def rewrite(html: bytes, link: Link, fragment: Fragment, searches: Container[str] = ()) -> bytes:
    """The page for a mirror. ``searches`` are the paths of searches that work there (``search.py``)."""
    tree = LexborHTMLParser(html)
    for hook in tree.css("[data-fragment]"):
        _fill(hook, fragment)
    _take_out_what_needs_a_server(tree, searches)
    for node in tree.css("*"):
        _lead_to_files(node, link)
    for node in tree.css("pre"):
        _keep_first_line(node)
    return (tree.html or "").encode()


def rewrite_styles(css: str, link: Link) -> str:
    """A style sheet for a mirror."""
    return CSS_URL.sub(lambda match: f"{match[1]}{match[2]}{link(match[3])}{match[2]}{match[4]}", css)


def redirect(link: str, url: str) -> bytes:
    """A page that leads to ``link``, which stands for the absolute address ``url``."""
    return (
        f'<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>{escape(url)}</title>\n'
        f'<link rel="canonical" href="{escape(url)}">\n<meta http-equiv="refresh" content="0; url={escape(link)}">\n'
        f'</head>\n<body>\n<p><a href="{escape(link)}">{escape(url)}</a></p>\n</body>\n</html>\n'
    ).encode()


def _fill(hook: LexborNode, fragment: Fragment) -> None:
    html = fragment(unquote(hook.attributes.get("data-fragment") or ""))
    if html:
        hook.inner_html = html
        hook.attrs["data-fragment"] = ""
    else:
        # As the script does, so that the link beside it shows.
        hook.decompose()


def _take_out_what_needs_a_server(tree: LexborHTMLParser, searches: Container[str]) -> None:
    search = tree.css_first("link[rel=search]")
    can_search = search is not None and unquote(search.attributes.get("href") or "") in searches
    forms = "form:not([role=search])" if can_search else "link[rel=search], .module.search, form"
    forms = f"{forms}, main template, p.place"
    for node in tree.css("script"):
        if node.attributes.get("type") not in _DATA:
            node.decompose()
    for node in tree.css("article.comment > p.actions"):
        node.decompose()
    # One by one where one may stand in another: what was in a node is gone with it.
    while found := tree.css_first(forms):
        found.decompose()
    while found := tree.css_first('a[href$="#comment-form"]'):
        parent = found.parent
        (parent if parent and parent.tag == "p" else found).decompose()


def _lead_to_files(node: LexborNode, link: Link) -> None:
    given = node.attributes
    if given.get("rel") in _ABSOLUTE:
        return
    for name in ADDRESSES:
        if value := given.get(name):
            node.attrs[name] = link(value)
    if candidates := given.get("srcset"):
        node.attrs["srcset"] = CANDIDATE.sub(lambda match: f"{link(match[1])}{match[2]}{match[3]} ", candidates).strip()


def _keep_first_line(node: LexborNode) -> None:
    # A parser drops the first line end in <pre>, and the next one would drop the second.
    first = node.first_child
    if first and first.is_text_node and (first.text_content or "").startswith("\n"):
        first.insert_before("\n")
