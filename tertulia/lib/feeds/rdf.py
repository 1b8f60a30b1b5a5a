"""RSS 1.0 (``index.rdf``), with the Dublin Core and content modules."""

from tertulia.lib.feeds.records import Feed, Item
from tertulia.lib.feeds.xml_text import HEAD, element, moment, optional, parent

TYPE = "application/rdf+xml"


def write(feed: Feed) -> str:
    """The feed as an RSS 1.0 document. An item's ``rdf:about`` is its lasting id, its link the address of today."""
    return HEAD + parent(
        "rdf:RDF",
        _channel(feed),
        *[_item(item) for item in feed.items],
        xmlns="http://purl.org/rss/1.0/",
        xmlns_rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        xmlns_atom="http://www.w3.org/2005/Atom",
        xmlns_content="http://purl.org/rss/1.0/modules/content/",
        xmlns_dc="http://purl.org/dc/elements/1.1/",
    )


def _channel(feed: Feed) -> str:
    listed = [element("rdf:li", rdf_resource=item.id) for item in feed.items]
    return parent(
        "channel",
        element("title", feed.title),
        element("link", feed.url),
        element("description", feed.subtitle or feed.title),
        element("dc:language", feed.language),
        element("dc:date", moment(feed.updated)),
        element("atom:link", rel="self", type=TYPE, href=feed.address),
        *[element("atom:link", rel=relation, type=TYPE, href=address) for relation, address in feed.paging],
        parent("items", parent("rdf:Seq", *listed)),
        rdf_about=feed.address,
    )


def _item(item: Item) -> str:
    return parent(
        "item",
        element("title", item.title),
        element("link", item.url),
        optional("description", item.summary),
        element("dc:creator", item.author.name),
        element("dc:date", moment(item.published)),
        *[element("dc:subject", label) for label in item.categories],
        element("content:encoded", item.html),
        rdf_about=item.id,
    )
