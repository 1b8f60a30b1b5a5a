"""The formats that can be read, told apart by how a file begins."""

import gzip
import zlib
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tertulia.exchange.readers.encoding import wide_name
from tertulia.exchange.readers.mt import MovableTypeReader
from tertulia.exchange.readers.wxr import WordPressReader
from tertulia.exchange.records import BrokenExport, Reader

# How a person calls them.
NAMES = {
    "mt": gettext_lazy("Typepad or Movable Type"),
    "wxr": gettext_lazy("WordPress"),
    "archive": gettext_lazy("An archive of Tertulia"),
}
_HEAD = 1 << 16
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"


class _Format(Protocol):
    def __call__(self, path: Path) -> Reader: ...

    @staticmethod
    def fits(head: bytes) -> bool: ...


_FORMATS: tuple[_Format, ...] = (MovableTypeReader, WordPressReader)


def open_export(path: Path) -> Reader:
    """The reader of the format that the file is in. Raises BrokenExport if it is in none, and OSError if it cannot be
    read."""
    head = _head_of(path)
    wide = wide_name(head)
    shown = head.decode(wide, "replace").encode() if wide else head
    for form in _FORMATS:
        if form.fits(shown):
            return form(path)
    raise BrokenExport(_("line 1: {reason}").format(reason=_why_none(shown)))


def _head_of(path: Path) -> bytes:
    with path.open("rb") as file:
        packed = file.read(2) == _GZIP
        file.seek(0)
        source = cast(BinaryIO, gzip.GzipFile(fileobj=file)) if packed else file
        try:
            return source.read(_HEAD)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise BrokenExport(_("line 1: the file cannot be unpacked: {error}.").format(error=error)) from error


def _why_none(head: bytes) -> str:
    if not head.strip():
        return _("the file is empty.")
    if head.startswith(_ZIP):
        return _("the file is a ZIP archive: unpack it, and import what is in it file by file.")
    if b"\0" in head:
        return _("this is no export of a weblog, as it is not even text.")
    shown = "".join(c if c.isprintable() else " " for c in head[:60].decode(errors="replace")).strip()
    known = _("Typepad or Movable Type (a text that begins with AUTHOR: or TITLE:), WordPress (XML)")
    reason = _("the file begins with “{text}”, so it is none of the exports that are known here: {known}.")
    return reason.format(text=shown[:40], known=known)
