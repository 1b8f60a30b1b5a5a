"""From what pages say of a weblog as a whole to records: itself, categories, lists and their old addresses, claims."""

import re
from collections.abc import Iterator
from html import escape
from urllib.parse import unquote

from tertulia.exchange.readers.pages.links import month_of, path_of, place_of
from tertulia.exchange.readers.pages.page import Around
from tertulia.exchange.readers.pages.sidebar import slug_in
from tertulia.exchange.readers.pages.site import Known, Site
from tertulia.exchange.records import AddressRecord, CategoryRecord, ClaimRecord, WeblogRecord

# What Typepad answered for every weblog.
_ALWAYS = ("atom.xml", "index.rdf", "rss.xml", "rss20.xml", "archives.html")
_PAGED = re.compile(r"page/\d{1,6}/$")
_LIST = re.compile(r"(?:(?:19|20)\d\d/(?:0[1-9]|1[0-2])/)?")


def weblog_of(site: Site, home: str) -> WeblogRecord:
    """The weblog, as its newest page has it."""
    _moment, around = site.around.get(place_of(home)) or (0.0, Around())
    return WeblogRecord(home, around.title, around.tagline, around.language, around.lists)


def categories_of(site: Site, home: str) -> Iterator[CategoryRecord]:
    """Its categories with the addresses of their lists."""
    below = path_of(home)
    slugs: dict[str, list[str]] = {}
    for slug, (_moment, label) in sorted(site.categories.get(place_of(home), {}).items()):
        slugs.setdefault(label, []).append(slug)
    paged = {path for path, _home in site.lists.items() if _PAGED.search(path)}
    for label, same in slugs.items():
        paths = [f"{below}{slug}/" for slug in same]
        paths += sorted(path for path in paged if _PAGED.sub("", path) in paths)
        yield CategoryRecord(escape(label, quote=False), unquote(same[0]), addresses=tuple(paths))


def addresses_of(site: Site, home: str) -> Iterator[AddressRecord]:
    """Lists and feeds that the weblog answered, by what Typepad gave to each."""
    below = path_of(home)
    if below != "/":
        yield AddressRecord(below, "")
    for name in _ALWAYS:
        yield AddressRecord(f"{below}{name}", name)
    months = {month_of(known.url) for _place, known in site.posts.items() if known.kept}
    lists = {f"{month[1]:04}/{month[2]:02}/" for month in months if month and place_of(month[0]) == place_of(home)}
    lists |= {path.removeprefix(below) for path, _home in site.lists.items() if path.startswith(below)}
    for local in sorted(lists):
        to = _PAGED.sub("", local)
        if local and _LIST.fullmatch(to):
            yield AddressRecord(f"{below}{local}", to)
    yield from (AddressRecord(path, to) for path, to in sorted(_leading(site, home)))
    for slug in sorted(site.categories.get(place_of(home), {})):
        yield AddressRecord(f"{below}{slug}/atom.xml", f"{unquote(slug)}/atom.xml")


def _leading(site: Site, home: str) -> Iterator[tuple[str, str]]:
    for path, url in site.leading.items():
        to = path_of(url).removeprefix(path_of(home))
        if place_of(url).startswith(place_of(home)) and (_LIST.fullmatch(to) or slug_in(url, home)):
            yield path, to


def claim_of(known: Known) -> ClaimRecord | None:
    """What pages say of a post, to be checked against what was found."""
    count = known.count[1] if known.count else None
    if known.kept and count is None and not known.previous and not known.following:
        return None
    return ClaimRecord(known.url, count, known.previous, known.following)


def months_of(site: Site, home: str) -> Iterator[ClaimRecord]:
    """How many posts its months had at least."""
    ours = ((url, count) for url, count in site.months.items() if place_of(url).startswith(place_of(home)))
    yield from (ClaimRecord(url, posts=count) for url, count in sorted(ours))
