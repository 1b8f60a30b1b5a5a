"""Saved pages of a weblog of Typepad or Movable Type: a page, a folder, an archive or a crawl of them.

All pages are read before the first record, as what belongs together stands anywhere; what they say waits on disk."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertulia.exchange.readers.captures.source import captures_in
from tertulia.exchange.readers.captures.warc_records import is_warc
from tertulia.exchange.readers.pages import headings
from tertulia.exchange.readers.pages.gathering import Gathering, is_media
from tertulia.exchange.readers.pages.links import place_of
from tertulia.exchange.readers.pages.order import chronological, posts_of
from tertulia.exchange.readers.pages.posts import Posts
from tertulia.exchange.readers.pages.site import Site
from tertulia.exchange.records import BrokenExport, MediaRecord, Note, Record

_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_SAVED = re.compile(r"\.(?:html?|w?arc(?:\.gz)?)(?:\?.*)?$|[^/]\?[^/]*$", re.IGNORECASE)


class CaptureReader:
    """Reads one source; each iteration yields the same records. Raises BrokenExport with one line if it is damaged, or
    has no page of such a weblog."""

    format = "capture"

    def __init__(self, path: Path) -> None:
        self._source = captures_in(path)
        self.size = self._source.size
        self._gathered: Gathering | None = None
        self._left_out: list[Note] = []

    @staticmethod
    def fits(head: bytes) -> bool:
        """Whether a file that begins with ``head`` is a saved page or a crawl."""
        return is_warc(head) or bool(_PAGE.search(head[:4096]))

    @staticmethod
    def fits_names(names: Sequence[str]) -> bool:
        """Whether there are pages or crawls among files of these names."""
        return any(_SAVED.search(name) for name in names)

    @property
    def position(self) -> int:
        """How much of it was read."""
        return self._source.position

    def prepare(self) -> Iterator[None]:
        """Read all pages, one at each step."""
        if self._gathered is not None:
            return
        yield from self._source.prepare()
        gathering = Gathering()
        for capture in self._source:
            gathering.take(capture)
            yield
        gathering.finish()
        if main_home(gathering.site) is None:
            raise BrokenExport(_none_found(gathering.counts))
        self._left_out = [*self._source.notes(), *gathering.notes()]
        self._gathered = gathering

    def __iter__(self) -> Iterator[Record]:
        for _step in self.prepare():
            pass
        if self._gathered is None:
            return
        yield from _records(self._gathered.site)
        if self._gathered.counts["media"]:
            yield from (MediaRecord(one.url, one.open) for one in self._source if is_media(one))
        yield from self._left_out


def main_home(site: Site) -> str | None:
    """The address of the weblog that most posts are of; None if there is no post at all."""
    homes = site.homes or Counter(around.home for _place, (_at, around) in site.around.items() if around.home)
    shown = any(known.kept or known.shown is not None for _place, known in site.posts.items())
    return max(sorted(homes), key=lambda home: homes[home]) if homes and shown else None


def _records(site: Site) -> Iterator[Record]:
    home = main_home(site) or ""
    weblog = headings.weblog_of(site, home)
    yield weblog
    yield from headings.categories_of(site, home)
    yield from headings.addresses_of(site, home)
    posts = Posts(site, home, weblog.language)
    for known in chronological(posts):
        if record := posts.record(known):
            yield record
    yield from (claim for known in posts_of(site, home) if (claim := headings.claim_of(known)))
    yield from headings.months_of(site, home)
    yield from _notes(site, home, posts)


def _notes(site: Site, home: str, posts: Posts) -> Iterator[Note]:
    if count := posts.undated:
        yield Note(
            ngettext(
                "The pages of {count} post tell its day, but not the time; it stands at the beginning of that day.",
                "The pages of {count} posts tell their day, but not the time; they stand at the beginning of that day.",
                count,
            ).format(count=count)
        )
    if offsets := posts.offsets:
        sentence = _(
            "Where it is exact, the weblog’s clock shows {offsets}; import with its time zone, so that comments fit."
        )
        yield Note(sentence.format(offsets=", ".join(sorted(offsets))))
    for other, count in sorted(site.homes.items()):
        if count and place_of(other) != place_of(home):
            sentence = _("{count} posts of another weblog, {url}, are in the source; they were left out.")
            yield Note(sentence.format(count=count, url=other))


def _none_found(counts: Counter[str]) -> str:
    if read := counts["other"] + counts["stray"] + counts["error"]:
        sentence = ngettext(
            "none of its {count} saved page is a post of a weblog of Typepad or Movable Type.",
            "none of its {count} saved pages is a post of a weblog of Typepad or Movable Type.",
            read,
        )
        return sentence.format(count=read)
    return _("there are no saved pages in it.")
