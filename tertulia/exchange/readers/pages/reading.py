"""From the bytes of one saved page to what it says."""

import re
from dataclasses import replace
from itertools import chain
from typing import Literal

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tertulia.exchange.readers.pages import old_entries, ours, rdf, sidebar
from tertulia.exchange.readers.pages.comments import said_in
from tertulia.exchange.readers.pages.entries import entries_in
from tertulia.exchange.readers.pages.kinds import kind_of
from tertulia.exchange.readers.pages.links import Links, month_of, path_of, split, without_query
from tertulia.exchange.readers.pages.old_comments import flat_said_in
from tertulia.exchange.readers.pages.page import Around, Entry, Page, Said
from tertulia.exchange.readers.pages.tree import LONGEST, decoded, plain, tree_of

_ENTRY_FIELD = re.compile(r"""name=\\?["']entry_x?id\\?["'][^>]{0,200}?value=\\?["'](6a[0-9a-f]{20,40}|\d{1,20})""")
_THREAD = ("#tpc_thread", "#tpe-comments-content", "#disqus_thread")
_WAYS = (entries_in, old_entries.flat_entries_in)
_FEED = re.compile(r"/(?:atom\.xml|index\.rdf|rss(?:20)?\.xml)$")


def read_page(data: bytes, url: str) -> Page:
    """What the page saved at ``url`` (absolute, a path, or empty) says; of kind “other” if it is of no such weblog."""
    markup = decoded(data[:LONGEST])
    tree = tree_of(markup)
    if ours.is_ours(tree):
        return ours.read_ours(tree, Links(_located(url, ours.canonical_of(tree))))
    return _Reading(tree, markup, url).page()


class _Reading:
    def __init__(self, tree: LexborHTMLParser, markup: str, url: str) -> None:
        self.tree, self.markup = tree, markup
        self.said_url = self._meta("og:url")
        self.links = Links(_located(url, self.said_url))
        self.kind = kind_of(tree, markup, self.links.url or self.said_url)

    def page(self) -> Page:
        """All that it says."""
        if self.kind == "other":
            return Page("other", self.links.url)
        home = self._home()
        around = self._around(home)
        if self.kind not in ("post", "page"):
            ways = (tuple(read(self.tree, self.links, home)) for read in _WAYS)
            entries: tuple[Entry, ...] = next((found for found in ways if found), ())
            return Page(self.kind, without_query(self.links.url), tuple(map(_claimed, entries)), around=around)
        return self._single(home, around)

    def _single(self, home: str, around: Around) -> Page:
        entry, is_strange = self._entry(home)
        if not entry.url:
            return Page("other", self.links.url)
        previous, following = self._neighbours()
        said = self._said()
        return Page(
            self.kind,
            entry.url,
            (entry,),
            said,
            self._allowed(said),
            previous,
            following,
            around,
            no_thread=not said and any(self.tree.css_first(name) for name in _THREAD),
            is_strange=is_strange,
        )

    def _entry(self, home: str) -> tuple[Entry, bool]:
        shown = next(chain.from_iterable(read(self.tree, self.links, home) for read in _WAYS), None)
        entry = shown or old_entries.strange_entry(self.tree, self.links) or Entry()
        facts = rdf.facts_in(self.markup)
        field = _ENTRY_FIELD.search(self.markup)
        own = self.said_url if _is_entry(self.said_url) else ""
        url = without_query(own or facts.get("dc:identifier", "") or entry.url or self.links.url)
        if not entry.title or shown is None:
            entry = replace(entry, title=self._meta("og:title") or facts.get("dc:title", "") or entry.title)
        found = replace(
            entry,
            url=url if _is_entry(url) else "",
            xid=field[1] if field and (field[1].startswith("6a") or not entry.xid) else entry.xid,
            author=entry.author or facts.get("dc:creator", ""),
            exact=facts.get("dc:date", ""),
            filed=entry.filed,
        )
        return found, shown is None

    def _said(self) -> tuple[Said, ...]:
        if found := tuple(said_in(self.tree.css(".comment"), self.links)):
            return found
        start = self.tree.css_first("a[id=comments], a[name=comments]")
        behind = start.parent if start and start.parent and start.parent.tag in ("h2", "h3", "p") else start
        return tuple(flat_said_in(behind, self.links)) if behind else ()

    def _allowed(self, said: tuple[Said, ...]) -> Literal["", "open", "closed", "none"]:
        if self.tree.css_first(".comments-closed"):
            return "closed"
        if self.tree.css_first("#comment-form, #atp-comments, .comments-open, form[name=comments_form]"):
            return "open"
        if said or self.tree.css_first("a[id=comments], a[name=comments], " + ", ".join(_THREAD)):
            return "closed"
        return "none" if self.tree.css_first(".entry-body") else ""

    def _neighbours(self) -> tuple[str, str]:
        before, after = self.tree.css_first(".content-nav-prev"), self.tree.css_first(".content-nav-next")
        if before is None and after is None:
            anchors = self.tree.css(".content-nav a, p[align=right] a, #menu a")[:6]
            before = next((a for a in anchors if plain(a).startswith(("«", "<"))), None)
            after = next((a for a in anchors if plain(a).endswith(("»", ">"))), None)
        return self._link_to(before), self._link_to(after)

    def _link_to(self, anchor: LexborNode | None) -> str:
        url = without_query(self.links.absolute(anchor.attributes.get("href") or "")) if anchor else ""
        return url if month_of(url) else ""

    def _home(self) -> str:
        for url in (self.said_url, self.links.url):
            if found := month_of(url):
                return found[0]
        for link in self.tree.css("link[rel=alternate]")[:20]:
            url = self.links.absolute(link.attributes.get("href") or "")
            if _FEED.search(url) and self.kind != "category" and "/comments/" not in url:
                return _FEED.sub("/", url)
        url = self.said_url or self.links.url
        return url if url.endswith("/") else url.rpartition("/")[0] + "/"

    def _around(self, home: str) -> Around:
        posts, pages = sidebar.mentioned_in(self.tree, self.links, home)
        html = self.tree.css_first("html")
        return Around(
            home=home,
            title=self._meta("og:site_name") or plain(self.tree.css_first("#banner-header, #banner h1")),
            tagline=plain(self.tree.css_first("#banner-description, #banner h2")),
            language=(html.attributes.get("lang") or html.attributes.get("xml:lang") or "") if html else "",
            categories=tuple(dict.fromkeys(sidebar.categories_in(self.tree, self.links, home))),
            lists=tuple(sidebar.lists_in(self.tree, self.links)),
            posts=posts,
            pages=pages,
            months=tuple(dict.fromkeys(sidebar.months_in(self.tree, self.links, home))),
        )

    def _meta(self, name: str) -> str:
        found = self.tree.css_first(f'meta[property="{name}"]')
        return " ".join((found.attributes.get("content") or "").split()) if found else ""


def _located(url: str, said: str) -> str:
    """Where the page was: a saved file may tell no more than the end of its address."""
    parts, own = split(said), split(url)
    if own.netloc and own.netloc == parts.netloc:
        # Names of files do not tell http from https.
        return f"{parts.scheme}{url[len(own.scheme) :]}"
    if own.netloc or not parts.netloc:
        return url
    if url and not parts.path.endswith(url) and (month_of(url) or url.endswith("/")):
        return f"{parts.scheme}://{parts.netloc}{url}"
    return said


def _is_entry(url: str) -> bool:
    return path_of(url).endswith((".html", ".htm", ".php")) or month_of(url) is not None


def _claimed(entry: Entry) -> Entry:
    # What stands behind “Continue reading” is on the post's own page alone.
    return replace(entry, extended="")
