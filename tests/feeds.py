"""Reading feeds as readers do: any of the four kinds, by feedparser or as JSON."""

import json
from dataclasses import dataclass
from typing import Any, Protocol

import feedparser
from django.test import Client

FILES = ("atom.xml", "rss.xml", "index.rdf", "feed.json")
XML_FILES = FILES[:3]


class Answer(Protocol):
    """What the test client answers."""

    status_code: int
    content: bytes

    def __getitem__(self, header: str) -> str: ...


@dataclass(frozen=True)
class Read:
    """One entry, as a reader sees it."""

    id: str
    link: str
    title: str
    html: str
    author: str


def entries(response: Answer) -> list[Read]:
    """The entries of a feed of any kind, which must be well made."""
    assert response.status_code == 200
    if response["Content-Type"].startswith("application/feed+json"):
        return [_from_json(item) for item in json.loads(response.content)["items"]]
    return [_from_xml(entry) for entry in parsed(response).entries]


def parsed(response: Answer) -> Any:
    """What feedparser makes of it; fails if it had to guess."""
    result = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert not result.bozo, result.get("bozo_exception")
    return result


def links(response: Answer) -> dict[str, str]:
    """The feed's own links by relation."""
    if response["Content-Type"].startswith("application/feed+json"):
        document = json.loads(response.content)
        found = {"self": document["feed_url"], "next": document.get("next_url", "")}
        return {relation: address for relation, address in found.items() if address}
    return {link.rel: link.href for link in parsed(response).feed.links}


def walk(client: Client, path: str) -> list[Read]:
    """All entries of all pages, following the links to the next."""
    found: list[Read] = []
    while path:
        response = client.get(path)
        found += entries(response)
        path = links(response).get("next", "")
    return found


def _from_json(item: dict[str, Any]) -> Read:
    return Read(item["id"], item["url"], item.get("title", ""), item["content_html"], item["authors"][0]["name"])


def _from_xml(entry: Any) -> Read:
    return Read(entry.id, entry.link, entry.title, entry.content[0].value, entry.author)
