"""The four formats, from plain records: well made whatever people wrote, and the same in what they say."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.lib.feeds import atom, json_feed, rdf, rss
from tertulia.lib.feeds.links import absolute
from tertulia.lib.feeds.records import Feed, Item, Person
from tertulia.lib.feeds.xml_text import possible

AT = datetime(2017, 8, 30, 12, 30, 15, tzinfo=UTC)
ITEM = Item(
    id="tag:weblog.invalid,2017:1/post/1",
    url="https://example.org/harbour/2017/08/storm.html",
    title="Storm",
    html="<p>It blew.</p>",
    author=Person("Marta", "https://example.org/"),
    published=AT,
    updated=AT,
)
FEED = Feed(
    id="tag:weblog.invalid,2017:1/posts",
    title="The Harbour Gate",
    url="https://example.org/harbour/",
    folder="https://example.org/harbour/",
    language="en",
    updated=AT,
    items=(ITEM,),
)
XML = [(atom, "atom.xml"), (rss, "rss.xml"), (rdf, "index.rdf")]
HOSTILE = [
    "]]>",
    "<b>&amp;</b>",
    "\x00\x0b\x1f",
    "\ufffe\uffff",
    "🙂👩‍👩‍👧",
    "𐍈𠜎",
    "\u202eevil\u202c עברית",
    "\ud800",
    "'\"",
    "\r\n\t",
    "<![CDATA[",
]


def written(feed: Feed, writer: object, file: str) -> bytes:
    return writer.write(feed.as_file(file)).encode()  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize(("writer", "file"), XML)
@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_an_xml_feed(writer: object, file: str, text: str) -> None:
    item = replace(
        ITEM,
        title=f"a{text}b",
        html=f"<p>a{text}b</p>",
        summary=text,
        author=Person(f"M{text}"),
        categories=(f"c{text}",),
    )
    found = feedparser.parse(written(replace(FEED, title=f"T{text}", subtitle=text, items=(item,)), writer, file))
    assert not found.bozo
    [entry] = found.entries
    assert entry.id == ITEM.id


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_a_json_feed(text: str) -> None:
    item = replace(ITEM, title=f"a{text}b", html=text)
    [read] = json.loads(written(replace(FEED, items=(item,)), json_feed, "feed.json"))["items"]
    assert read["title"] == possible(f"a{text}b")


@settings(max_examples=100)
@given(st.text(), st.sampled_from(XML))
def test_text_comes_through_xml_as_it_was(text: str, kind: tuple[object, str]) -> None:
    item = replace(ITEM, title=text, html=text, summary=text, categories=(text,))
    tree = ElementTree.fromstring(written(replace(FEED, items=(item,)), *kind))
    titles = [element.text or "" for element in tree.iter() if element.tag.endswith("}title") or element.tag == "title"]
    expected = possible(text).replace("\r\n", "\n").replace("\r", "\n")
    assert titles == ["The Harbour Gate", expected]


@pytest.mark.parametrize(("writer", "file"), [*XML, (json_feed, "feed.json")])
def test_an_empty_feed_is_a_feed(writer: object, file: str) -> None:
    content = written(replace(FEED, items=()), writer, file)
    if file == "feed.json":
        assert json.loads(content)["items"] == []
    else:
        assert not feedparser.parse(content).bozo


def test_atom_says_when_who_and_what_it_answers() -> None:
    item = replace(ITEM, answers_id="tag:weblog.invalid,2017:1/post/9", answers_url="https://example.org/9")
    content = written(replace(FEED, items=(item,)), atom, "atom.xml").decode()
    assert "<published>2017-08-30T12:30:15Z</published>" in content
    assert '<thr:in-reply-to ref="tag:weblog.invalid,2017:1/post/9" href="https://example.org/9"' in content
    assert "<author>\n<name>Marta</name>\n<uri>https://example.org/</uri>\n</author>" in content


def test_rss_writes_dates_as_mail_does() -> None:
    [entry] = feedparser.parse(written(FEED, rss, "rss.xml")).entries
    assert parsedate_to_datetime(entry.published) == AT
    assert entry.guidislink is False


def test_pages_are_linked_as_rfc_5005_says() -> None:
    feed = replace(FEED, page=2, last=3).as_file("atom.xml")
    start = "https://example.org/harbour/atom.xml"
    assert dict(feed.paging) == {
        "first": start,
        "previous": start,
        "next": f"{start}?page=3",
        "last": f"{start}?page=3",
    }
    assert feed.address == f"{start}?page=2"
    assert FEED.as_file("atom.xml").paging == []


def test_json_feed_has_what_its_schema_asks_for() -> None:
    document = json.loads(written(replace(FEED, page=1, last=2), json_feed, "feed.json"))
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(document["title"], str)
    assert document["next_url"] == "https://example.org/harbour/feed.json?page=2"
    [item] = document["items"]
    assert isinstance(item["id"], str)
    assert item["content_html"] == "<p>It blew.</p>"
    assert item["authors"] == [{"name": "Marta", "url": "https://example.org/"}]
    datetime.fromisoformat(item["date_published"])


BASE = "https://example.org/harbour/2017/08/storm.html"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="/media/a.jpg">x</a>', '<a href="https://example.org/media/a.jpg">x</a>'),
        ('<a href="#fn1" rel="noopener">x</a>', f'<a href="{BASE}#fn1" rel="noopener">x</a>'),
        (
            '<img src="a.jpg" alt="href=&quot;/b&quot;">',
            '<img src="https://example.org/harbour/2017/08/a.jpg" alt="href=&quot;/b&quot;">',
        ),
        ('<a href="http://other.example/?a=1&amp;b=2">x</a>', '<a href="http://other.example/?a=1&amp;b=2">x</a>'),
        ('<p>href="/not-a-link"</p>', '<p>href="/not-a-link"</p>'),
        ('<a href="http://[">x</a>', '<a href="http://[">x</a>'),
    ],
)
def test_links_are_made_absolute(html: str, expected: str) -> None:
    assert absolute(html, BASE) == expected
