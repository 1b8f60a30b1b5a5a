"""RSS 2.0, with full content, authors, pages and threads by the usual modules."""

from email.utils import format_datetime

from tertulia.lib.feeds.records import Feed, Item
from tertulia.lib.feeds.xml_text import HEAD, element, optional, parent
from tertulia.version import __version__

TYPE = "application/rss+xml"


def write(feed: Feed) -> str:
    """The feed as an RSS 2.0 document."""
    channel = parent(
        "channel",
        element("title", feed.title),
        element("link", feed.url),
        element("description", feed.subtitle or feed.title),
        element("language", feed.language),
        element("lastBuildDate", format_datetime(feed.updated)),
        element("generator", f"Tertulia {__version__}"),
        element("atom:link", rel="self", type=TYPE, href=feed.address),
        *[element("atom:link", rel=relation, type=TYPE, href=address) for relation, address in feed.paging],
        *[_item(item) for item in feed.items],
    )
    return HEAD + parent(
        "rss",
        channel,
        version="2.0",
        xmlns_atom="http://www.w3.org/2005/Atom",
        xmlns_content="http://purl.org/rss/1.0/modules/content/",
        xmlns_dc="http://purl.org/dc/elements/1.1/",
        xmlns_thr="http://purl.org/syndication/thread/1.0",
        xmlns_wfw="http://wellformedweb.org/CommentAPI/",
    )


def _item(item: Item) -> str:
    return parent(
        "item",
        element("title", item.title),
        element("link", item.url),
        element("guid", item.id, isPermaLink="false"),
        element("pubDate", format_datetime(item.published)),
        element("dc:creator", item.author.name),
        *[element("category", label) for label in item.categories],
        optional("description", item.summary),
        element("content:encoded", item.html),
        optional("comments", item.comments_url),
        optional("wfw:commentRss", item.comments_feed),
        element("thr:in-reply-to", ref=item.answers_id, href=item.answers_url) if item.answers_id else "",
    )
