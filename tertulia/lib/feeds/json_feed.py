"""JSON Feed 1.1 (jsonfeed.org/version/1.1). What an item answers is told by our extension ``_conversation``."""

import json

from tertulia.lib.feeds.records import Feed, Item
from tertulia.lib.feeds.xml_text import moment, possible

TYPE = "application/feed+json"

_Value = str | list[str] | list[dict[str, str]] | dict[str, str]


def write(feed: Feed) -> str:
    """The feed as a JSON Feed document."""
    paging = dict(feed.paging)
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.url,
        "feed_url": feed.address,
        **({"description": feed.subtitle} if feed.subtitle else {}),
        **({"next_url": paging["next"]} if "next" in paging else {}),
        "language": feed.language,
        "items": [_item(item) for item in feed.items],
    }
    # Control characters are legal in JSON, but nobody wants to read them; a lone surrogate cannot be encoded.
    return json.dumps(_possible(document), ensure_ascii=False, indent=1)


def _item(item: Item) -> dict[str, _Value]:
    conversation = {
        "in_reply_to": item.answers_id,
        "in_reply_to_url": item.answers_url,
        "comments_url": item.comments_url,
        "comments_feed": item.comments_feed,
    }
    author = {"name": item.author.name, "url": item.author.url}
    values: dict[str, _Value] = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_html": item.html,
        "summary": item.summary,
        "date_published": moment(item.published),
        "date_modified": moment(item.updated),
        "authors": [{name: value for name, value in author.items() if value}],
        "tags": list(item.categories),
        "_conversation": {name: value for name, value in conversation.items() if value},
    }
    # An empty content is still a content; the other empty values are left out.
    return {name: value for name, value in values.items() if value or name == "content_html"}


def _possible(value: object) -> object:
    if isinstance(value, str):
        return possible(value)
    if isinstance(value, list):
        return [_possible(part) for part in value]
    return {name: _possible(part) for name, part in value.items()} if isinstance(value, dict) else value
