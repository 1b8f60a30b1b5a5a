"""Google Takeout's folder of Blogger: a feed for each weblog, and the pictures that were uploaded, in albums."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from tertulia.exchange.readers.blogger import values
from tertulia.exchange.readers.blogger.reader import BloggerReader
from tertulia.exchange.readers.packed import PackedFile, files_in
from tertulia.exchange.readers.packed.left_out import LeftOut
from tertulia.exchange.readers.packed.names import is_noise
from tertulia.exchange.readers.packed.spool import roomy
from tertulia.exchange.readers.xml_file import XmlFile
from tertulia.exchange.records import BrokenExport, MediaRecord, Record, SeveralWeblogs
from tertulia.lib.shelf import Shelf

_FEED = "feed.atom"
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|mp4|mov|webm|m4v)$", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?:)?//[^\s\"'<>()]{4,1000}")
_HOSTS = ("googleusercontent.com", "blogspot.com", "ggpht.com", "blogblog.com")
# A picture is shown in a few sizes, each of them with an address of its own.
_MOST_ADDRESSES = 20
# More than one person has.
_MOST_WEBLOGS = 200


class TakeoutReader:
    """Reads a folder, or the ZIP or tar file of one; of several weblogs in it ``only`` the one in the folder of that
    name, with the pictures that it shows. Raises SeveralWeblogs if none is chosen, BrokenExport if none can be read."""

    format = "blogger"

    def __init__(self, path: Path, only: str = "") -> None:
        self._files, self._only = files_in(path), only
        self._feed: BloggerReader | None = None
        self._addresses: Shelf[list[str]] = Shelf(roomy())
        self._names: Shelf[int] = Shelf(roomy())
        self.size, self.position = max(1, self._files.size), 0

    @staticmethod
    def fits_names(names: Sequence[str]) -> bool:
        """Whether these are the files of such a folder."""
        return any(map(_is_feed, names))

    def prepare(self) -> Iterator[None]:
        """Find the feed, where its comments belong, and which addresses the pictures had."""
        if self._feed is not None:
            return
        yield from self._files.prepare()
        chosen = self._chosen()
        feed = BloggerReader(chosen)
        yield from feed.prepare()
        yield from self._find_addresses(chosen)
        self._feed, self.size = feed, feed.size

    def __iter__(self) -> Iterator[Record]:
        for _step in self.prepare():
            pass
        if self._feed is None:
            return
        self.position, left_out = 0, LeftOut()
        for record in self._feed:
            self.position = self._feed.position
            yield record
        for file in self._files:
            if _is_picture(file.name):
                yield from self._media(file)
            elif not _is_feed(file.name) and not is_noise(file.name):
                left_out.add(file.name, _("is left out, as it is neither posts nor a picture"))
        yield from self._files.notes()
        yield from left_out.notes()
        self.position = self.size

    def _chosen(self) -> PackedFile:
        feeds = [file for file in self._files if _is_feed(file.name)]
        wanted = self._only.strip()
        exact = [file for file in feeds if wanted in ("", *_called(file.name))]
        fitting = exact or [file for file in feeds if wanted.casefold() in map(str.casefold, _called(file.name))]
        if len(fitting) == 1:
            return fitting[0]
        raise _none_chosen(feeds, self._only)

    def _media(self, file: PackedFile) -> Iterator[MediaRecord]:
        # One of the same name in another album could be meant as well.
        found = self._addresses.get(_last(file.name)) or []
        known = found if self._names.get(_last(file.name)) == 1 else []
        # Where one weblog was chosen, what it does not show may be of another.
        for url in known or ([] if self._only else [f"/{file.name}"]):
            yield MediaRecord(url, file.open)

    def _find_addresses(self, feed: PackedFile) -> Iterator[None]:
        for file in self._files:
            if _is_picture(file.name):
                self._names[_last(file.name)] = (self._names.get(_last(file.name)) or 0) + 1
        for entry in XmlFile(feed).branches(values.FORM) if self._names else ():
            for url in _ADDRESS.findall(unescape(entry.text_of("content"))):
                found = self._addresses.setdefault(name, []) if (name := _name_in(url)) in self._names else None
                if found is not None and url not in found and len(found) < _MOST_ADDRESSES:
                    found.append(url)
            yield


def _is_feed(name: str) -> bool:
    return _last(name) == _FEED and not is_noise(name)


def _is_picture(name: str) -> bool:
    return bool(_PICTURE.search(name)) and not is_noise(name)


def _last(name: str) -> str:
    return name.rpartition("/")[2]


def _name_in(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return unquote(_last(parts.path)) if host.endswith(_HOSTS) else ""


def _called(feed: str) -> tuple[str, str]:
    # By the name of its folder; by where that is, as two of one name may be in it.
    folder = feed.rpartition("/")[0]
    return _last(folder) or feed, folder or feed


def _none_chosen(feeds: Sequence[PackedFile], only: str) -> BrokenExport:
    if not feeds:
        return BrokenExport(_("there is no feed.atom in it."))
    if len(feeds) > _MOST_WEBLOGS:
        return BrokenExport(_("more than {count} weblogs are in it.").format(count=_MOST_WEBLOGS))
    names = _names(feeds)
    told = ", ".join(names[:10])
    if only:
        return BrokenExport(
            _("not one weblog of the name “{only}” is in it, but: {names}.").format(only=only, names=told)
        )
    reason = _("several weblogs are in it: {names}. Choose one (--only NAME), or import each from its own feed.atom.")
    return SeveralWeblogs(names, reason.format(names=told))


def _names(feeds: Sequence[PackedFile]) -> list[str]:
    often = Counter(_called(file.name)[0].casefold() for file in feeds)
    return [folder if often[name.casefold()] > 1 else name for name, folder in (_called(file.name) for file in feeds)]
