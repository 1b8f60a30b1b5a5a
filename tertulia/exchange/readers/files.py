"""A dump of files, as Typepad's support sent it on request and as ``wp-content/uploads`` is copied: pictures and other
files in the folders that they had addresses by, and nothing that says what they were for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from pathlib import Path
from urllib.parse import quote

from django.utils.translation import gettext as _

from tertulia.exchange.readers.captures.saved_names import address_of
from tertulia.exchange.readers.packed import files_in
from tertulia.exchange.readers.packed.left_out import LeftOut
from tertulia.exchange.records import MediaRecord, Record

# What the folders were called that held files and no pages.
_FOLDERS = frozenset({".a", ".shared", "files", "photos", "images", "wp-content"})
_SHOWN = re.compile(
    r"\.(?:jpe?g|png|gif|webp|bmp|mp3|m4a|ogg|oga|opus|wav|flac|mp4|m4v|webm|mov|pdf|zip|epub|docx?|xlsx?|pptx?)$",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\.(?:html?|php|aspx?)$", re.IGNORECASE)
# What systems leave beside files, and pages that only showed one of them.
_NOISE = re.compile(
    r"(?:^|/)(?:__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\.a/[^/]*-popup(?:\.html)?$)", re.IGNORECASE
)
_ASSET = re.compile(r"6a[0-9a-f]{16,40}(?:-[0-9a-z]{2,8})?(?:\.\w{3,4})?", re.IGNORECASE)


class FilesReader:
    """Yields each file with the address that its folders tell; a folder around all of them is none of them."""

    format = "files"

    def __init__(self, path: Path) -> None:
        self._files = files_in(path)
        self.size = self._files.size
        self._around: str | None = None

    @staticmethod
    def fits_names(names: Sequence[str]) -> bool:
        """Whether these are files of a weblog, and few pages."""
        wanted = sum(map(_is_wanted, names))
        return wanted > sum(1 for name in names if _PAGE.search(name) and not _NOISE.search(name))

    @property
    def position(self) -> int:
        """How much of it was read."""
        return self._files.position

    def prepare(self) -> Iterator[None]:
        """Unpack what must be unpacked."""
        return self._files.prepare()

    def __iter__(self) -> Iterator[Record]:
        if self._around is None:
            self._around = _around(file.name for file in self._files)
        left_out = LeftOut()
        for file in self._files:
            if _NOISE.search(file.name):
                continue
            if _is_wanted(file.name):
                yield MediaRecord(_address(file.name.removeprefix(self._around)), file.open)
            else:
                left_out.add(file.name, _("is left out, as it is no file that posts show"))
        yield from self._files.notes()
        yield from left_out.notes()


def _is_wanted(name: str) -> bool:
    # An export beside the files holds what nobody may read: of other kinds only what was public already.
    if _NOISE.search(name):
        return False
    *folders, last = name.lower().split("/")
    return not _FOLDERS.isdisjoint(folders) or bool(_SHOWN.search(last) or _ASSET.fullmatch(last))


def _around(names: Iterable[str]) -> str:
    # The folders that all files are in, and that were none of the weblog's: "typepad-dump/".
    kept = (name.split("/")[:-1] for name in names if not _NOISE.search(name))
    common = next(kept, [])
    for folders in kept:
        common = [one for one, _other in takewhile(lambda pair: pair[0] == pair[1], zip(common, folders, strict=False))]
    ours = takewhile(lambda folder: folder.lower() not in _FOLDERS and "." not in folder, common)
    return "".join(f"{folder}/" for folder in ours)


def _address(name: str) -> str:
    # Not as wget saves: a query is part of no file's name here.
    return address_of(quote(name, safe="/%"))
