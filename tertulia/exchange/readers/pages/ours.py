"""Pages of Tertulia itself, as its mirrors and web archives hold them: they mark what they show (microformats)."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import takewhile
from typing import Literal

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tertulia.exchange.readers.pages.bodies import html_of, words_of
from tertulia.exchange.readers.pages.comments import classes_of
from tertulia.exchange.readers.pages.entries import count_in
from tertulia.exchange.readers.pages.links import Links, place_of, without_query
from tertulia.exchange.readers.pages.page import Around, Entry, Filed, Kind, Page, Said
from tertulia.exchange.readers.pages.tree import plain
from tertulia.exchange.records import ReplyRecord

_ID = re.compile(r"comment-([\w-]{1,200})", re.ASCII)
_PLACE = re.compile(r"#(\d{1,9})$")
_MONTH = re.compile(r"(?:19|20)\d\d/(?:0[1-9]|1[0-2])/(?:page/\d{1,6}/)?")
_FRONT = re.compile(r"(?:page/\d{1,6}/)?")


def is_ours(tree: LexborHTMLParser) -> bool:
    """Whether a page is one of ours, with posts or comments on it."""
    return _home_of(tree) is not None and tree.css_first("article.h-entry") is not None


def canonical_of(tree: LexborHTMLParser) -> str:
    """The address that the page has; that of the post if it is a part of a conversation."""
    return _href(tree.css_first("link[rel=canonical]"))


def read_ours(tree: LexborHTMLParser, links: Links) -> Page:
    """What such a page says."""
    home, canonical = links.absolute(_href(_home_of(tree))), without_query(links.absolute(canonical_of(tree)))
    around, said = _around(tree, home), tuple(_said_in(tree, links))
    single = tree.css_first("article.h-entry[id^=post-]")
    if single is not None:
        entry = _entry(single, canonical, links)
        before, after = (links.absolute(_href(tree.css_first(f"link[rel={rel}]"))) for rel in ("prev", "next"))
        kind: Kind = "post" if entry.exact else "page"
        return Page(kind, canonical, (entry,), said, _allowed(single), before, after, around)
    if said:
        return Page("thread", canonical, (Entry(url=canonical),), said, around=around)
    entries = (_entry(node, _permalink(node, links), links) for node in tree.css("article.h-entry"))
    return Page(_list_at(canonical, home), canonical, tuple(one for one in entries if one.url), around=around)


def _list_at(url: str, home: str) -> Kind:
    below = place_of(url).removeprefix(place_of(home))
    return "front" if _FRONT.fullmatch(below) else "month" if _MONTH.fullmatch(below) else "category"


def _around(tree: LexborHTMLParser, home: str) -> Around:
    html = tree.css_first("html")
    language = (html.attributes.get("lang") or "") if html else ""
    return Around(home, plain(_home_of(tree)), plain(tree.css_first(".masthead .tagline")), language)


def _entry(node: LexborNode, url: str, links: Links) -> Entry:
    content, footer = node.css_first(".text.e-content"), _child(node, "meta", "footer")
    parts = [*content.iter(include_text=True)] if content else []
    more = next((part for part in parts if part.is_element_node and part.id == "more"), None)
    body = [part for part in parts if more is None or part.mem_id != more.mem_id]
    return Entry(
        url=url,
        title=plain(node.css_first(".p-name")),
        body=html_of(body, links),
        extended=html_of([*more.iter(include_text=True)], links) if more else "",
        author=plain(footer.css_first("a[rel=author]")) if footer else "",
        exact=_moment(node.css_first("header")),
        filed=tuple(_filed_in(footer, links)) if footer else (),
        count=count_in(footer) if footer else None,
        tags=tuple(plain(anchor) for anchor in footer.css("a[rel=tag]")) if footer else (),
        is_cut=node.css_first("p.more") is not None,
    )


def _filed_in(footer: LexborNode, links: Links) -> Iterator[Filed]:
    for anchor in footer.css("a[rel=category]"):
        yield plain(anchor), links.absolute(_href(anchor))


def _permalink(node: LexborNode, links: Links) -> str:
    return without_query(links.absolute(_href(node.css_first("a[rel=bookmark]"))))


def _allowed(single: LexborNode) -> Literal["open", "closed", "none"]:
    if single.css_first("#conversation") is None:
        return "none"
    return "closed" if single.css_first("#conversation > .closed") else "open"


def _said_in(tree: LexborHTMLParser, links: Links) -> Iterator[Said]:
    for node in tree.css("article.comment[id]"):
        header, content, found = _child(node, "", "header"), _child(node, "said"), _ID.fullmatch(node.id or "")
        # What somebody has withdrawn has no words.
        if header is not None and content is not None and found:
            yield _said(node, header, content, found[1], links)


def _said(node: LexborNode, header: LexborNode, content: LexborNode, own: str, links: Links) -> Said:
    by = header.css_first(".p-author a[href]")
    # Whom it answers stands before its words, who quotes it behind them.
    above = takewhile(lambda part: part.mem_id != content.mem_id, node.iter())
    answered = next((match[1] for part in above if part.tag == "p" and (match := _PLACE.search(plain(part)))), "")
    place = _PLACE.search(plain(header.css_first(".no")))
    return Said(
        name=plain(header.css_first(".p-author")),
        when=_moment(header),
        text=_words(content, links),
        xid="" if own.isdigit() else own,
        number=own if own.isdigit() else "",
        url=links.absolute(_href(by)),
        by_host=header.css_first(".badge.host") is not None,
        place=place[1] if place else "",
        answers=answered,
        replies=tuple(_reply(part, links) for part in node.iter() if "host-reply" in classes_of(part)),
    )


def _reply(node: LexborNode, links: Links) -> ReplyRecord:
    content, date = node.css_first(".said"), None
    with suppress(ValueError):
        date = datetime.fromisoformat(_moment(node.css_first("header")))
    sign = node.css_first(".said .sign")
    signed = plain(sign)
    if sign is not None:
        sign.decompose()
    return ReplyRecord(_words(content, links) if content else "", plain(node.css_first(".p-author")), signed, date)


def _words(content: LexborNode, links: Links) -> str:
    # What is said of a quote is found out anew.
    for line in content.css("p.quoted"):
        line.decompose()
    return words_of([*content.iter(include_text=True)], links)


def _moment(header: LexborNode | None) -> str:
    time = header.css_first("time.dt-published") if header else None
    return (time.attributes.get("datetime") or "") if time else ""


def _home_of(tree: LexborHTMLParser) -> LexborNode | None:
    return tree.css_first("header.masthead a[rel=home]")


def _child(node: LexborNode, name: str, tag: str = "div") -> LexborNode | None:
    return next((one for one in node.iter() if one.tag == tag and (not name or name in classes_of(one))), None)


def _href(node: LexborNode | None) -> str:
    return (node.attributes.get("href") or "") if node else ""
