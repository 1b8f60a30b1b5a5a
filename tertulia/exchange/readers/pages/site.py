"""What the pages of a source say together: of each post where its captures are kept, of the weblog small facts."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from tertulia.exchange.readers.packed.spool import roomy
from tertulia.exchange.readers.pages.links import month_of, path_of, place_of
from tertulia.exchange.readers.pages.page import Around, Entry, Filed, Kind, Page
from tertulia.exchange.readers.pages.sidebar import slug_in
from tertulia.exchange.readers.pages.spool import Spool
from tertulia.exchange.readers.pages.when import Numbers
from tertulia.lib.shelf import Shelf

# More categories, and more authors, than any weblog has.
_MOST, _MOST_NAMES = 20_000, 20
LISTS: tuple[Kind, ...] = ("front", "month", "category", "archives", "feed")


@dataclass
class Known:
    """What is known of one post. ``kept`` are the places of its captures with when they were made, ``shown`` the place
    of its text on a list; ``paths`` are those at which it was found; ``exact`` and ``author`` are what feeds say;
    ``home`` is the address of its weblog."""

    url: str
    kept: dict[int, float] = field(default_factory=dict)
    shown: int | None = None
    paths: dict[str, None] = field(default_factory=dict)
    exact: str = ""
    author: str = ""
    count: tuple[float, int] | None = None
    previous: str = ""
    following: str = ""
    home: str = ""


class Site:
    """Collects, on the disk where there may be any number. Posts stand under what two spellings of their address have
    in common (``place_of``)."""

    def __init__(self) -> None:
        self.spool = Spool()
        self.posts: Shelf[Known] = Shelf(roomy())
        self.numbers = Numbers()
        self.homes: Counter[str] = Counter()
        self.around: Shelf[tuple[float, Around]] = Shelf(roomy())
        self.categories: dict[str, dict[str, tuple[float, str]]] = {}
        self.lists: Shelf[str] = Shelf(roomy())
        self.threads: Shelf[list[int]] = Shelf(roomy())
        self.authors: dict[str, Counter[str]] = {}
        self.strays: Shelf[str] = Shelf(roomy())
        self.leading: Shelf[str] = Shelf(roomy())
        self.months: Shelf[int] = Shelf(roomy())

    def add(self, page: Page, url: str, at: datetime | None) -> bool:
        """Take what a page says that was saved at ``url``; whether it was found where it belongs."""
        moment = at.timestamp() if at else 0.0
        if page.kind == "front" and not _is_front(page):
            self.strays[place_of(page.url)] = page.url
            return False
        self._learn_around(page.around, moment)
        if page.kind == "thread":
            self.threads.setdefault(page.entries[0].xid or place_of(page.url), []).append(self.spool.put(page))
        elif page.kind in ("post", "page"):
            self._add_post(page, url, moment)
        else:
            self.lists[path_of(page.url)] = page.around.home
        for entry in page.entries if page.kind in LISTS else ():
            self._add_shown(entry, moment)
        for entry in page.entries:
            self._learn_categories(entry.filed, page.around.home, moment)
        return True

    def known(self, url: str) -> Known:
        """What is known of the post at an address."""
        return self.posts.setdefault(place_of(url), Known(url))

    def _add_post(self, page: Page, url: str, moment: float) -> None:
        entry, known = page.entries[0], self.known(page.url)
        self.homes[page.around.home] += not known.kept
        place = self.spool.put((page.kind, entry, page.said, page.allowed, page.no_thread, page.is_strange))
        known.kept[place] = max(moment, known.kept.get(place, moment))
        known.url, known.home = page.url, page.around.home
        known.paths[path_of(url)] = None
        known.previous, known.following = page.previous or known.previous, page.following or known.following
        self._learn_dates(entry, page.url)
        for said in page.said:
            self.numbers.learn(said.when)

    def _add_shown(self, entry: Entry, moment: float) -> None:
        if not entry.url:
            return
        known = self.known(entry.url)
        known.exact, known.author = entry.exact or known.exact, known.author or entry.author
        if entry.count is not None and (known.count is None or known.count[0] <= moment):
            known.count = (moment, entry.count)
        if entry.body:
            known.shown = self.spool.put(entry)
            self._learn_dates(entry, entry.url)

    def _learn_dates(self, entry: Entry, url: str) -> None:
        month = month_of(url)
        self.numbers.learn(entry.when, month[2] if month else None)
        if entry.author and entry.author_slug:
            self._learn_author(entry.author_slug, entry.author)

    def _learn_author(self, slug: str, name: str) -> None:
        if slug in self.authors or len(self.authors) < _MOST:
            named = self.authors.setdefault(slug, Counter())
            named[name] += name in named or len(named) < _MOST_NAMES

    def _learn_around(self, around: Around, moment: float) -> None:
        home = place_of(around.home)
        at, before = self.around.get(home) or (-1.0, Around())
        if at <= moment:
            self.around[home] = (moment, _joined(around, before))
        self._learn_categories(around.categories, around.home, moment)
        for url in chain(around.posts, around.pages):
            self.known(url)
        for url, count in around.months:
            self.months[url] = max(count, self.months.get(url) or 0)

    def _learn_categories(self, filed: tuple[Filed, ...], home: str, moment: float) -> None:
        known = self.categories.setdefault(place_of(home), {}) if filed else {}
        for label, url in filed:
            slug = slug_in(url, home)
            if known[slug][0] <= moment if slug in known else len(known) < _MOST:
                known[slug] = (moment, label)


def _joined(newer: Around, older: Around) -> Around:
    return Around(
        newer.home,
        newer.title or older.title,
        newer.tagline or older.tagline,
        newer.language or older.language,
        lists=newer.lists or older.lists,
    )


def _is_front(page: Page) -> bool:
    # Whatever it did not know Typepad answered with the front page.
    below = path_of(page.url).removeprefix(path_of(page.around.home))
    return below in ("", "/") or (below.startswith("page/") and below[5:-1].isdigit())
