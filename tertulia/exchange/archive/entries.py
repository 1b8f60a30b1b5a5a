"""The entries of an archive, looked at before any is unpacked: none may lead out of its folder, hide what it is, or be
more than the archive says."""

import io
import os
import struct
from stat import S_IFMT, S_IFREG
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from tertulia.exchange.archive.manifest import MOST_FILES, NAME, Manifest
from tertulia.exchange.records import BrokenExport

# The list of entries at the end: they are counted and measured before that list is read into memory.
_END = struct.Struct("<4s4H2LH")
_LARGE_END = struct.Struct("<4sQ2H2L4Q")
_END_MARK, _LOCATOR_MARK, _LOCATOR = b"PK\x05\x06", b"PK\x06\x07", 20
_LONGEST_END = 65535 + _END.size + _LARGE_END.size + _LOCATOR
_LARGEST_LIST = 64 * 1024 * 1024
_ENCRYPTED = 1
# Text that repeats itself shrinks to a thousandth; what a weblog holds does not.
_MOST_TIMES, _HARMLESS = 100, 1 << 30


def check_end(file: IO[bytes]) -> None:
    """Raise BadZipFile or BrokenExport if the list of entries is missing, or longer than any archive's."""
    size = file.seek(0, io.SEEK_END)
    file.seek(-min(size, _LONGEST_END), os.SEEK_END)
    end = file.read()
    place = end.rfind(_END_MARK)
    if place < 0 or len(end) - place < _END.size:
        raise BadZipFile(_("its end is missing"))
    *_others, length, _offset, _comment = _END.unpack_from(end, place)
    # What stands before the end, if there is anything, is what Python goes by.
    before = place - _LARGE_END.size - _LOCATOR
    if before >= 0 and end[place - _LOCATOR :].startswith(_LOCATOR_MARK):
        length = max(length, _LARGE_END.unpack_from(end, before)[-2])
    if length > _LARGEST_LIST:
        raise BrokenExport(_("it lists more files than an archive may hold."))


def check(packed: ZipFile, size: int) -> None:
    """Raise BrokenExport unless every entry is a plain file (or folder) within, there once, and can be unpacked."""
    infos, seen = packed.infolist(), set()
    for info in infos:
        if why := _objection(info):
            raise BrokenExport(f"{_shown(info.filename)}: {why}.")
        if info.filename in seen:
            raise BrokenExport(_("{file}: is there twice.").format(file=_shown(info.filename)))
        seen.add(info.filename)
    if len(infos) > MOST_FILES:
        raise BrokenExport(_("it lists more files than an archive may hold."))
    # Entries may claim the same bytes for themselves, and a few bytes may claim to be very many.
    unpacked = sum(info.file_size for info in infos)
    if sum(info.compress_size for info in infos) > size or unpacked > max(size * _MOST_TIMES, _HARMLESS):
        raise BrokenExport(_("it would unpack to more than it can hold."))


def compare(packed: ZipFile, manifest: Manifest) -> None:
    """Raise BrokenExport unless the files are those that the manifest lists, and as long."""
    there = {info.filename: info.file_size for info in packed.infolist() if not info.is_dir() and info.filename != NAME}
    for name, listed in manifest.files.items():
        if name not in there:
            raise BrokenExport(_("{file}: is missing.").format(file=_shown(name)))
        if there[name] != listed.size:
            raise BrokenExport(_("{file}: is not as long as it was.").format(file=_shown(name)))
    if unknown := there.keys() - manifest.files.keys():
        raise BrokenExport(_("{file}: is not in the list of files.").format(file=_shown(min(unknown))))


def _objection(info: ZipInfo) -> str:
    parts = info.filename.removesuffix("/").split("/")
    if info.orig_filename != info.filename or "\\" in info.filename or {"", ".", ".."} & {*parts}:
        return _("would lie outside the archive’s folder")
    if S_IFMT(info.external_attr >> 16) not in (0, S_IFREG) and not info.is_dir():
        return _("is no plain file")
    if info.flag_bits & _ENCRYPTED or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return _("is packed in a way that is not known here")
    return ""


def _shown(name: str) -> str:
    return "".join(c if c.isprintable() else "�" for c in name)[:200]
