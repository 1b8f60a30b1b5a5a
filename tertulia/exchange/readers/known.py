"""The formats that can be read: a file is told by how it begins, several that came together by their names."""

import gzip
import zlib
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tertulia.exchange.readers.bare.reader import BareTextReader
from tertulia.exchange.readers.blogger.reader import BloggerReader
from tertulia.exchange.readers.blogger.takeout import TakeoutReader
from tertulia.exchange.readers.capture import CaptureReader
from tertulia.exchange.readers.cut_short import cut_short
from tertulia.exchange.readers.disqus import DisqusReader
from tertulia.exchange.readers.encoding import wide_name
from tertulia.exchange.readers.files import FilesReader
from tertulia.exchange.readers.ghost import GhostReader
from tertulia.exchange.readers.ghost_comments import GhostCommentsReader
from tertulia.exchange.readers.isso import IssoReader
from tertulia.exchange.readers.mt import MovableTypeReader
from tertulia.exchange.readers.packed import files_in, is_packed
from tertulia.exchange.readers.packed.alone import only_file, open_unpacked
from tertulia.exchange.readers.remark42 import Remark42Reader
from tertulia.exchange.readers.unknown import is_document, why_none, why_none_in
from tertulia.exchange.readers.wxr import WordPressReader
from tertulia.exchange.readers.wxr_parts import parts_in
from tertulia.exchange.records import BrokenExport, Reader

# How a person calls them.
NAMES = {
    "mt": gettext_lazy("Typepad or Movable Type"),
    "wxr": gettext_lazy("WordPress"),
    "blogger": gettext_lazy("Blogger"),
    "capture": gettext_lazy("Saved pages"),
    "text": gettext_lazy("The text of a page"),
    "ghost": gettext_lazy("Ghost"),
    "disqus": gettext_lazy("Disqus"),
    "isso": gettext_lazy("Isso"),
    "remark42": gettext_lazy("Remark42"),
    "files": gettext_lazy("Pictures and other files"),
    "archive": gettext_lazy("An archive of Tertulia"),
}
_HEAD = 1 << 16
# So many names tell what came together.
_NAMES_SEEN = 20_000
_GZIP = b"\x1f\x8b"


class _Format(Protocol):
    def __call__(self, path: Path) -> Reader: ...

    @staticmethod
    def fits(head: bytes) -> bool: ...


class _PackedFormat(Protocol):
    def __call__(self, path: Path) -> Reader: ...

    @staticmethod
    def fits_names(names: Sequence[str]) -> bool: ...


_FORMATS: tuple[_Format, ...] = (
    MovableTypeReader,
    WordPressReader,
    BloggerReader,
    GhostReader,
    GhostCommentsReader,
    DisqusReader,
    IssoReader,
    Remark42Reader,
    CaptureReader,
    BareTextReader,
)
# Those that come as several files: in a folder, a ZIP file or a tar file. The first that fits is taken.
# Files are told last, as others have files among their pages.
_PACKED: tuple[_PackedFormat, ...] = (TakeoutReader, CaptureReader, FilesReader)


def open_export(path: Path, only: str = "") -> Reader:
    """The reader of the format that the file is in; ``only`` names the weblog that is wanted of several in it. Raises
    BrokenExport if it is in none, and OSError if it cannot be read."""
    if is_packed(path):
        return _open_packed(path, only)
    if only:
        raise BrokenExport(_there_is_one())
    return _open_single(path)


def _open_single(path: Path) -> Reader:
    head = _head_of(path)
    wide = wide_name(head)
    shown = head.decode(wide, "replace").encode() if wide else head
    for form in _FORMATS:
        if form.fits(shown):
            return form(path)
    raise BrokenExport(_("line 1: {reason}").format(reason=why_none(shown)))


def _open_packed(path: Path, only: str) -> Reader:
    names = [file.name for file in islice(files_in(path), _NAMES_SEEN)]
    if only:
        if TakeoutReader.fits_names(names):
            return TakeoutReader(path, only)
        raise BrokenExport(_there_is_one())
    for form in () if is_document(names) else _PACKED:
        if form.fits_names(names):
            return form(path)
    if not is_document(names) and (alone := only_file(path)):
        return open_unpacked([alone], _open_single)
    if not is_document(names) and (parts := parts_in(path)):
        return open_unpacked(parts, WordPressReader)
    raise BrokenExport(why_none_in(names))


def _there_is_one() -> str:
    return _("there are not several weblogs in it; leave out which one is wanted.")


def _head_of(path: Path) -> bytes:
    with path.open("rb") as file:
        packed = file.read(2) == _GZIP
        file.seek(0)
        source = cast(BinaryIO, gzip.GzipFile(fileobj=file)) if packed else file
        try:
            return source.read(_HEAD)
        except EOFError as error:
            raise cut_short(1, error) from error
        except (zlib.error, gzip.BadGzipFile) as error:
            raise BrokenExport(_("line 1: the file cannot be unpacked: {error}.").format(error=error)) from error
