"""Atom: RFC 4287, with threads (RFC 4685) and pages (RFC 5005)."""

from tertulia.lib.feeds.records import Feed, Item, Person
from tertulia.lib.feeds.xml_text import HEAD, element, moment, optional, parent
from tertulia.version import __version__

TYPE = "application/atom+xml"


def write(feed: Feed) -> str:
    """The feed as an Atom document."""
    return HEAD + parent(
        "feed",
        element("id", feed.id),
        element("title", feed.title),
        optional("subtitle", feed.subtitle),
        element("updated", moment(feed.updated)),
        element("generator", "Tertulia", version=__version__),
        _link("self", feed.address, TYPE),
        _link("alternate", feed.url, "text/html"),
        *[_link(relation, address, TYPE) for relation, address in feed.paging],
        *[_entry(item) for item in feed.items],
        xmlns="http://www.w3.org/2005/Atom",
        xmlns_thr="http://purl.org/syndication/thread/1.0",
        xml_lang=feed.language,
    )


def _entry(item: Item) -> str:
    return parent(
        "entry",
        element("id", item.id),
        element("title", item.title),
        _link("alternate", item.url, "text/html"),
        _link("replies", item.comments_url, "text/html"),
        _link("replies", item.comments_feed, TYPE),
        _answered(item),
        element("published", moment(item.published)),
        element("updated", moment(item.updated)),
        _author(item.author),
        *[element("category", term=label) for label in item.categories],
        optional("summary", item.summary),
        element("content", item.html, type="html", xml_base=item.url),
    )


def _author(person: Person) -> str:
    return parent("author", element("name", person.name), optional("uri", person.url))


def _answered(item: Item) -> str:
    if not item.answers_id:
        return ""
    return element("thr:in-reply-to", ref=item.answers_id, href=item.answers_url, type="text/html")


def _link(relation: str, address: str, media_type: str) -> str:
    return element("link", rel=relation, type=media_type, href=address) if address else ""
