"""The entries of an archive, looked at before any is unpacked: none may lead out of its folder, hide what it is, or be
more than the archive says."""

from stat import S_IFMT, S_IFREG
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from tertulia.exchange.archive.manifest import MOST_FILES, NAME, Manifest
from tertulia.exchange.records import BrokenExport
from tertulia.lib.zips import is_too_much, length_of_list

_LARGEST_LIST = 64 * 1024 * 1024
_ENCRYPTED = 1
# Text that repeats itself shrinks to a thousandth; what a weblog holds does not.
_MOST_TIMES = 100


def check_end(file: IO[bytes]) -> None:
    """Raise BadZipFile or BrokenExport if the list of entries is missing, or longer than any archive's."""
    if length_of_list(file) > _LARGEST_LIST:
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
    if is_too_much(infos, size, _MOST_TIMES):
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
