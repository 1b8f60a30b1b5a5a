"""WordPress' export (WXR): RSS with elements of its own. One pass, or two if posts show pictures by their numbers.

What WordPress writes is in its wp-admin/includes/export.php; what real files hold beyond that in the modules beside
this one."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from tertulia.exchange.readers.tally import Tally
from tertulia.exchange.readers.wxr_body import Bodies
from tertulia.exchange.readers.wxr_comments import Comments
from tertulia.exchange.readers.wxr_item import Items
from tertulia.exchange.readers.wxr_pictures import Pictures
from tertulia.exchange.readers.wxr_terms import Terms
from tertulia.exchange.readers.wxr_values import folder_of, path_of
from tertulia.exchange.readers.xml_element import Element, Format
from tertulia.exchange.readers.xml_file import XmlFile
from tertulia.exchange.readers.xml_reader import XmlReader
from tertulia.exchange.records import AddressRecord, BrokenExport, Note, Record

_NAMESPACES = {
    "/excerpt/": "excerpt",
    "wordpress.org/export/": "wp",
    "purl.org/rss/1.0/modules/content": "content",
    "purl.org/dc/elements": "dc",
}
_BRANCHES = frozenset({"generator", "item", "link", "wp:author", "wp:base_blog_url", "wp:category", "wp:wxr_version"})
# Says, before all else, that no WordPress ever answered at the addresses that it makes of names and numbers.
_MADE_HERE = "Tertulia"
_PICTURES = Format(
    "rss", frozenset({"item"}), _NAMESPACES, passed=frozenset({"category", "content:encoded", "title", "wp:comment"})
)
_BEGIN = re.compile(rb"<rss\b")
_OURS = re.compile(rb"wordpress\.org/export/|<wp:|generator=\"WordPress")
_MONTH = re.compile(r"((?:19|20)\d\d)/(0[1-9]|1[0-2])/")
_FEEDS = {
    "feed/": "rss.xml",
    "feed/rss/": "rss.xml",
    "feed/rss2/": "rss.xml",
    "feed/rdf/": "index.rdf",
    "feed/atom/": "atom.xml",
    "comments/feed/": "comments/rss.xml",
    "?feed=rss2": "rss.xml",
    "?feed=atom": "atom.xml",
    "?feed=comments-rss2": "comments/rss.xml",
}


class WordPressReader(XmlReader):
    """Reads one file, or all parts of one export, whose lines are counted on from one to the next."""

    format = "wxr"
    MARKS = (_BEGIN, _OURS)

    def __init__(self, path: Path, *more: Path) -> None:
        super().__init__(path)
        self._parts = [self._file, *map(XmlFile, more)]
        self.size = sum(part.size for part in self._parts)
        self._pictures: Pictures | None = None

    @property
    def position(self) -> int:
        """How much was read of all of them."""
        return sum(part.position for part in self._parts)

    def prepare(self) -> Iterator[None]:
        """Look for the pictures that posts name by their numbers: these stand behind the posts."""
        pictures = Pictures()
        asked = self._pictures is None and any(part.mentions(b"[gallery", b"_thumbnail_id") for part in self._parts)
        for part in self._parts if asked else ():
            for element in part.branches(_PICTURES):
                if element.text_of("wp:post_type").strip() == "attachment":
                    pictures.add(element)
                yield
        self._pictures = self._pictures or pictures

    def _records(self) -> Iterator[Record]:
        return _Reading(self._parts, self._pictures or Pictures()).records()


class _Reading:
    """One pass over the parts."""

    def __init__(self, parts: Sequence[XmlFile], pictures: Pictures) -> None:
        self.parts, self.tally, self.terms = parts, Tally(), Terms()
        self.items = Items(self.terms, Bodies(pictures, self.tally), self.tally)
        self.base = ""
        self.is_ours = False
        self.lists: set[str] = set()

    def records(self) -> Iterator[Record]:
        shapes = {"wp:comment": Comments(self.tally).read}
        form = Format("rss", _BRANCHES, _NAMESPACES, shapes, passed=frozenset({"wp:commentmeta"}))
        for part in self.parts:
            part.position = 0
        for number, part in enumerate(self.parts):
            part.first_line = self.parts[number - 1].last_line + 1 if number else 1
            for element in part.branches(form):
                self.is_ours = self.is_ours or element.name.startswith("wp:")
                yield from self._records(element)
            part.tell_of_bytes(self.tally)
        if not self.is_ours:
            raise BrokenExport(
                _("line 1: this is a feed, but no export of WordPress: nothing in it begins with “wp:”.")
            )
        yield from self.tally.notes()
        if len(self.parts) > 1:
            sentence = _("It came in {count} files, whose lines are counted on from each to the next.")
            yield Note(sentence.format(count=len(self.parts)))

    def _records(self, element: Element) -> Iterator[Record]:
        if element.name == "item":
            self.is_ours = self.is_ours or any(child.name.startswith("wp:") for child in element.children)
            self.items.site = self.items.site or _site_of(element.text_of("link"))
            yield from self._months(element)
            yield from self.items.read(element)
        elif element.name == "generator":
            self.terms.has_addresses = not element.text.strip().startswith(_MADE_HERE)
        elif element.name in ("link", "wp:base_blog_url"):
            yield from self._begin(element)
        elif element.name == "wp:author" and (author := self.terms.author(element)):
            yield author
        elif element.name == "wp:category" and (category := self.terms.category(element)):
            yield category

    def _begin(self, element: Element) -> Iterator[AddressRecord]:
        # The first of them is the weblog's own; later ones may be of its picture.
        base = element.text.strip()
        if self.base or not base:
            return
        self.base, self.terms.folder = base, folder_of(base)
        self.items.site = _site_of(base)
        folder = self.terms.folder
        if not self.terms.has_addresses:
            return
        if folder != "/":
            yield AddressRecord(folder, "", element.line)
        yield from (AddressRecord(f"{folder}{old}", to, element.line) for old, to in _FEEDS.items())

    def _months(self, item: Element) -> Iterator[AddressRecord]:
        found = _MONTH.match(path_of(item.text_of("link")).removeprefix(self.terms.folder))
        shown = item.text_of("wp:post_type").strip() == "post" and item.text_of("wp:status").strip() == "publish"
        if not found or not shown or item.text_of("wp:post_password").strip() or not self.terms.has_addresses:
            return
        for old, to in ((f"{found[1]}/", "archives.html"), (f"{found[1]}/{found[2]}/", f"{found[1]}/{found[2]}/")):
            if old not in self.lists:
                self.lists.add(old)
                yield AddressRecord(f"{self.terms.folder}{old}", to, item.line)


def _site_of(url: str) -> str:
    # What stays the same when an address gets https, or loses its www.
    found = re.match(r"\s*\w+://(?:www\.)?([^/?#\s]+)", url)
    return found[1].lower()[:200] if found else ""
