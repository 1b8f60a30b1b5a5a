"""What the texts of a weblog link to: where of it is here by now."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings

from tertulia.lib import text
from tertulia.lib.local import Here, Links
from tertulia.lib.old_files import OldFile, decoded_path, old_file
from tertulia.media.image import Image
from tertulia.weblog.address import Address
from tertulia.weblog.gone import gone_among
from tertulia.weblog.old_files import paths_of
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import RESERVED, Weblog
from tertulia.weblog.whose import of_weblog

_AT_ONCE = 500


class Addresses(Protocol):
    """The addresses of one weblog."""

    def files(self, paths: Collection[str]) -> Mapping[str, str]:
        """Which of these lead to files, and to which addresses."""
        ...

    def pages(self, paths: Collection[str]) -> Collection[str | None]:
        """Which of these are a post's, or lead anywhere."""
        ...


class KeptAddresses:
    """Those that the database has."""

    def __init__(self, weblog: Weblog) -> None:
        self._ours = of_weblog(weblog)

    def files(self, paths: Collection[str]) -> Mapping[str, str]:
        """Which of these lead to files, and to which addresses."""
        found: dict[str, str] = {}
        for some in _in_parts(paths):
            rows = Address.objects.filter(self._ours, path__in=some, to__startswith=settings.MEDIA_URL)
            found.update(rows.values_list("path", "to"))
        return found

    def pages(self, paths: Collection[str]) -> Collection[str | None]:
        """Which of these are a post's, or lead anywhere."""
        found: set[str | None] = set()
        for some in _in_parts(paths):
            for table in (Post.objects, Address.objects):
                found.update(table.filter(self._ours, path__in=some).values_list("path", flat=True))
        return found


def _in_parts(paths: Collection[str]) -> Iterator[list[str]]:
    # No database takes any number of values at once.
    ordered = sorted(paths)
    yield from (ordered[first : first + _AT_ONCE] for first in range(0, len(ordered), _AT_ONCE))


def links_of(weblog: Weblog, among: Addresses | None = None) -> Links:
    """Looks up what texts of this weblog link to: files that came with it, by any of their addresses; and at its former
    hosts also its pages. Links keep their query and fragment."""
    kept = among or KeptAddresses(weblog)

    def links(urls: Collection[str]) -> Mapping[str, Here]:
        # Most texts link to nothing of the kind, and then nothing is asked.
        files = {url: old for url in urls if (old := old_file(url)) and _may_be_here(weblog, old)}
        found = _files(weblog, kept, files) if files else {}
        pages = {url: path for url in urls - found.keys() if (path := _page(weblog, url))} if weblog.hosts else {}
        found |= _pages(weblog, kept, pages) if pages else {}
        return found | gone_among(weblog, urls - found.keys())

    return links


def links_below(post: Post) -> Links:
    """The same for what is said below a post; its weblog is asked for only once something links anywhere."""
    return lambda urls: links_of(post.weblog)(urls)


def pictures_at(addresses: Iterable[str]) -> dict[str, Image]:
    """The pictures at these addresses in the media folder."""
    names = {to.removeprefix(settings.MEDIA_URL) for to in addresses}
    return {image.url: image for image in Image.objects.filter(file__in=names)} if names else {}


def _may_be_here(weblog: Weblog, old: OldFile) -> bool:
    if not old.is_file:
        return False
    if old.host and not old.is_asset:
        return bool(weblog.hosts)
    # What the installation itself serves is here anyway.
    return old.path[1:].partition("/")[0] not in RESERVED


def _files(weblog: Weblog, kept: Addresses, wanted: Mapping[str, OldFile]) -> dict[str, Here]:
    paths = {url: paths_of(weblog, old) for url, old in wanted.items()}
    known = kept.files({*chain.from_iterable(paths.values())})
    pictures = pictures_at(known.values())
    found = {}
    for url, old in wanted.items():
        if to := next((known[path] for path in paths[url] if path in known), ""):
            image = pictures.get(to)
            found[url] = Here(to, image.width, image.height, old.width, image.sizes) if image else Here(to)
    return found


def _page(weblog: Weblog, url: str) -> str:
    # The decoded path at one of the former hosts, or nothing.
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".").lower()
    except ValueError:
        return ""
    path = decoded_path(parts.path)
    return path if host in weblog.hosts and path.startswith("/") and not text.is_broken(path) else ""


def _pages(weblog: Weblog, kept: Addresses, pages: Mapping[str, str]) -> dict[str, Here]:
    elsewhere = {path for path in pages.values() if not path.startswith(weblog.path)}
    known = kept.pages(elsewhere) if elsewhere else ()
    # What lies below the weblog's own address is answered here, at the least by naming what is near to it.
    here = {url: path for url, path in pages.items() if path in known or path not in elsewhere}
    return {url: Here(_link(url, path)) for url, path in here.items()}


def _link(url: str, path: str) -> str:
    parts = urlsplit(url.strip())
    query = f"?{parts.query}" if parts.query else ""
    return f"{text.path_encoded(path)}{query}{f'#{parts.fragment}' if parts.fragment else ''}"
