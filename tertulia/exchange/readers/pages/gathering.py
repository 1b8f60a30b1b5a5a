"""Takes the captures of a source one by one, and tells what became of them."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import ngettext

from tertulia.exchange.readers.captures.capture import Capture
from tertulia.exchange.readers.packed.spool import roomy
from tertulia.exchange.readers.pages.feed import read_feed
from tertulia.exchange.readers.pages.links import path_of, place_of, split
from tertulia.exchange.readers.pages.page import Page
from tertulia.exchange.readers.pages.reading import read_page
from tertulia.exchange.readers.pages.site import Site
from tertulia.exchange.readers.pages.thread import SCRIPTS, read_thread
from tertulia.exchange.records import BrokenExport, Note
from tertulia.lib.shelf import Shelf

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_FEEDS = frozenset(
    {"application/atom+xml", "application/rdf+xml", "application/rss+xml", "application/xml", "text/xml"}
)
_LOOKS = frozenset({"text/css", "text/javascript", "application/javascript", "application/x-javascript"})
_FARTHEST = 5


def is_media(capture: Capture) -> bool:
    """Whether a capture is a picture or other file of the weblog."""
    kind = capture.media_type
    if capture.status != 200 or not capture.url or kind in _PAGES or kind in _FEEDS or kind in _LOOKS:
        return False
    parts = split(capture.url)
    in_files = any(part in parts.path for part in ("/.a/", "/photos/", "/files/", "/images/"))
    return "/.shared/" not in parts.path and (in_files or kind.partition("/")[0] in ("image", "audio", "video"))


class Gathering:
    """What was read so far. ``counts`` are captures by what they are."""

    def __init__(self) -> None:
        self.site = Site()
        self.counts: Counter[str] = Counter()
        self._redirects: Shelf[str] = Shelf(roomy())
        self._damaged: list[Note] = []

    def take(self, capture: Capture) -> None:
        """Read one more."""
        if capture.status >= 400:
            self.counts["error"] += 1
        elif capture.status >= 300:
            self._redirects[capture.url] = capture.location
        elif is_media(capture):
            self.counts["media"] += 1
        elif page := self._page(capture):
            self._add(page, capture)

    def finish(self) -> None:
        """All was read: what led to a post or list leads there still."""
        for url, _location in self._redirects.items():
            target = self._end_of(url)
            known = self.site.posts.get(place_of(target))
            if known is not None and known.kept:
                known.paths[path_of(url)] = None
            elif target:
                self.site.leading[path_of(url)] = target

    def notes(self) -> Iterator[Note]:
        """What became of captures that are no records of their own, for people."""
        yield from map(Note, _sentences(self.counts))
        yield from self._damaged

    def _page(self, capture: Capture) -> Page | None:
        try:
            if capture.media_type in _PAGES:
                return read_page(capture.read(), capture.url)
            if capture.media_type in _FEEDS:
                return read_feed(capture.read(), capture.url)
            if split(capture.url).path.endswith(SCRIPTS):
                return read_thread(capture.read(), capture.url)
        except BrokenExport as error:
            self.counts["damaged"] += 1
            if len(self._damaged) < 100:
                self._damaged.append(Note(f"{capture.where}: {error}"))
        return None

    def _add(self, page: Page, capture: Capture) -> None:
        url = capture.url or page.url
        if page.kind == "other":
            self.counts["other"] += 1
        elif not self.site.add(page, url, capture.at):
            self.counts["stray"] += 1
        elif split(url).query and page.kind != "thread":
            self.counts["query"] += 1

    def _end_of(self, url: str) -> str:
        for _step in range(_FARTHEST):
            target = self._redirects.get(url)
            if target is None:
                return url
            url = target
        return ""


def _sentences(counts: Counter[str]) -> Iterator[str]:
    if count := counts["query"]:
        yield ngettext(
            "{count} saved page is a copy of another, under an address with a query, and was taken as that.",
            "{count} saved pages are copies of others, under addresses with a query, and were taken as those.",
            count,
        ).format(count=count)
    if count := counts["stray"]:
        yield ngettext(
            "{count} saved page is the front page under an address that the weblog did not know; it was left out.",
            "{count} saved pages are the front page under addresses that the weblog did not know; they were left out.",
            count,
        ).format(count=count)
    if count := counts["error"]:
        yield ngettext(
            "{count} saved page is an error that the server answered; it was left out.",
            "{count} saved pages are errors that the server answered; they were left out.",
            count,
        ).format(count=count)
    if count := counts["other"]:
        yield ngettext(
            "{count} saved page is of no weblog of Typepad or Movable Type; it was left out.",
            "{count} saved pages are of no weblog of Typepad or Movable Type; they were left out.",
            count,
        ).format(count=count)
