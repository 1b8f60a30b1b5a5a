"""From what is known of a post to its record."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape, unescape
from itertools import chain
from typing import Any, Literal

from django.utils.translation import gettext as _

from tertulia.exchange.readers.pages import merging
from tertulia.exchange.readers.pages.links import month_of, path_of, place_of
from tertulia.exchange.readers.pages.page import Entry, Page, Said
from tertulia.exchange.readers.pages.sidebar import slug_in
from tertulia.exchange.readers.pages.site import Known, Site
from tertulia.exchange.readers.pages.when import parse_when
from tertulia.exchange.records import CommentRecord, PostRecord

_LINK = re.compile(r'(?<=href=")[^"]{1,2000}(?=")')
_OWN_FORMS = re.compile(r".*/comments/(?:(?:page/)?\d+/)?")


@dataclass
class _Whole:
    """A post with what all its captures say."""

    entry: Entry
    kind: Literal["post", "page"] = "post"
    said: tuple[Said, ...] = ()
    allowed: str = ""
    no_thread: bool = False
    is_strange: bool = False
    is_shown: bool = False


class Posts:
    """Makes the records of one weblog's posts. ``undated`` counts those without a time of day; ``offsets`` are the
    distances from UTC that exact dates show."""

    def __init__(self, site: Site, home: str, language: str) -> None:
        self.site, self.home, self.language = site, home, language
        self.day_first = site.numbers.day_first(language)
        self.undated = 0
        self.offsets: set[str] = set()

    def date_of(self, known: Known) -> datetime | None:
        """When it was posted."""
        if known.kept:
            return self._date(self.site.spool.get(_newest_first(known)[0])[1], known)[0]
        return self._date(self.site.spool.get(known.shown), known)[0] if known.shown is not None else None

    def record(self, known: Known) -> PostRecord | None:
        """All that was found of a post; None if no page shows it."""
        whole = self._whole(known)
        if whole is None:
            return None
        entry = whole.entry
        date, is_exact = self._date(entry, known)
        self.undated += not is_exact and date is not None
        self.offsets |= {_offset_of(date)} if date and date.tzinfo else set()
        author = self._author(entry, known)
        return PostRecord(
            title=escape(entry.title, quote=False),
            kind=whole.kind,
            author=escape(author, quote=False),
            url=known.url,
            addresses=tuple(
                path for path in known.paths if not _OWN_FORMS.fullmatch(path) and path != path_of(known.url)
            ),
            date=date,
            body=self._led_back(entry.body),
            extended=self._led_back(entry.extended),
            categories=tuple(self._labels(entry)),
            tags=entry.tags,
            comments_allowed="none" if whole.allowed == "none" else "open" if whole.allowed == "open" else "closed",
            comments=tuple(self._comments(whole, author)),
            warnings=tuple(self._warnings(whole, known)),
        )

    def _comments(self, whole: _Whole, author: str) -> Iterator[CommentRecord]:
        places = {said.place: said.xid or said.number for said in whole.said if said.place}
        for said, when in merging.oldest_first(whole.said, day_first=self.day_first, language=self.language):
            member = (self._host(said) or author) if said.by_host else ""
            yield merging.record_of(said, when, member, places.get(said.answers, ""))

    def _whole(self, known: Known) -> _Whole | None:
        if not known.kept:
            return _Whole(self.site.spool.get(known.shown), is_shown=True) if known.shown is not None else None
        kind, entry, _said, allowed, no_thread, is_strange = self.site.spool.get(_newest_first(known)[0])
        entry = next((one for _kind, one, *_rest in self._captures(known) if one.body), entry)
        said = merging.united(chain((one[2] for one in self._captures(known)), self._threads(entry, known)))
        return _Whole(entry, kind, tuple(said), allowed, no_thread and not said, is_strange)

    def _captures(self, known: Known) -> Iterator[Any]:
        # One by one: of a page that many people looked at there may be very many.
        return map(self.site.spool.get, _newest_first(known))

    def _threads(self, entry: Entry, known: Known) -> Iterator[tuple[Said, ...]]:
        for key in (entry.xid, place_of(known.url)):
            pages: Iterator[Page] = map(self.site.spool.get, self.site.threads.get(key) or ())
            yield from (page.said for page in pages)

    def _date(self, entry: Entry, known: Known) -> tuple[datetime | None, bool]:
        for exact in (entry.exact, known.exact):
            try:
                return datetime.fromisoformat(exact), True
            except ValueError:
                continue
        date, is_exact = parse_when(entry.when, day_first=self.day_first, language=self.language)
        if date is None and (month := month_of(known.url)):
            return datetime(month[1], month[2], 1), True  # noqa: DTZ001
        return date, is_exact

    def _author(self, entry: Entry, known: Known) -> str:
        named = self.site.authors.get(entry.author_slug)
        return entry.author or known.author or (named.most_common(1)[0][0] if named else "")

    def _host(self, said: Said) -> str:
        names = {name for named in self.site.authors.values() for name in named}
        return said.name if said.name in names else ""

    def _labels(self, entry: Entry) -> Iterator[str]:
        known = self.site.categories.get(place_of(self.home), {})
        for label, url in entry.filed:
            yield escape(known.get(slug_in(url, self.home), (0, label))[1], quote=False)

    def _led_back(self, body: str) -> str:
        # What crawlers took for pages of their own, and were copies of the front page, were links to that.
        if not self.site.strays:
            return body
        return _LINK.sub(
            lambda link: escape(self.home) if place_of(unescape(link[0])) in self.site.strays else link[0], body
        )

    def _warnings(self, whole: _Whole, known: Known) -> Iterator[str]:
        if whole.is_shown:
            why = _("{url}: only a list shows this post; its own page, with its comments, is not in the source.")
            if whole.entry.is_cut:
                why = _("{url}: only the beginning of this post stands on a list; its own page is not in the source.")
            yield why.format(url=known.url)
        if whole.no_thread:
            yield _("{url}: its comments were loaded from elsewhere, and are not in the source.").format(url=known.url)
        if whole.is_strange:
            yield _("{url}: this page is of no known theme; compare its text, and look for its comments.").format(
                url=known.url
            )


def _newest_first(known: Known) -> list[int]:
    return sorted(known.kept, key=lambda place: (known.kept[place], place), reverse=True)


def _offset_of(date: datetime) -> str:
    shown = f"{date:%z}"
    return f"UTC{shown[:3]}:{shown[3:5]}"
