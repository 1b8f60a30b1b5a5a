"""A saved feed: the exact dates of the posts in it, with a zone, and who wrote them."""

from email.utils import parsedate_to_datetime

from tertulia.exchange.readers.pages.links import without_query
from tertulia.exchange.readers.pages.page import Around, Entry, Page
from tertulia.exchange.readers.xml_element import Element, Format
from tertulia.exchange.readers.xml_stream import XmlStream

_NAMESPACES = {"purl.org/dc/elements": "dc", "purl.org/syndication/thread": "thr"}
_BRANCHES = frozenset({"entry", "item", "title", "subtitle", "description", "link", "dc:language", "language"})
_PASSED = frozenset({"content", "summary", "content:encoded", "description"})
_ROOTS = {b"<feed": "feed", b"<rss": "rss", b"<rdf:RDF": "rdf:RDF"}


def read_feed(data: bytes, url: str) -> Page:
    """What the feed saved at ``url`` says; of kind “other” if it is none. Raises BrokenExport if it is damaged."""
    root = next((name for mark, name in _ROOTS.items() if mark in data[:4096]), "")
    if not root:
        return Page("other", url)
    stream = XmlStream(Format(root, _BRANCHES, _NAMESPACES, passed=_PASSED))
    found = list(stream.feed(data, is_last=True))
    entries = tuple(_entry(element) for element in found if element.name in ("entry", "item"))
    home = next((_link_of(element) for element in found if element.name == "link" and _link_of(element)), "")
    said = {element.name: " ".join(element.text.split()) for element in reversed(found) if not element.children}
    around = Around(
        home if home.endswith("/") else f"{home}/" if home else "",
        said.get("title", ""),
        said.get("subtitle", "") or said.get("description", ""),
        said.get("language", "") or said.get("dc:language", ""),
    )
    return Page("feed", without_query(url), tuple(entry for entry in entries if entry.url), around=around)


def _entry(element: Element) -> Entry:
    links = (_link_of(link) for link in element.all("link"))
    author = next((child.text_of("name") for child in element.all("author")), "") or element.text_of("dc:creator")
    count = next(
        (link.attributes.get("thr:count", "") for link in element.all("link") if "thr:count" in link.attributes), ""
    )
    return Entry(
        url=without_query(next((url for url in links if url), "")),
        title=" ".join(element.text_of("title").split()),
        author=" ".join(author.split()),
        exact=_date_of(element),
        count=int(count[:7]) if count[:7].isdecimal() else None,
    )


def _link_of(element: Element) -> str:
    if "href" in element.attributes:
        return element.attributes["href"].strip() if element.attributes.get("rel", "alternate") == "alternate" else ""
    return element.text.strip()


def _date_of(element: Element) -> str:
    if found := element.text_of("published") or element.text_of("issued") or element.text_of("dc:date"):
        return found.strip()
    try:
        return parsedate_to_datetime(element.text_of("pubDate")).isoformat()
    except (TypeError, ValueError):
        return ""
