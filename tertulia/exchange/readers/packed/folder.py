"""The files of a folder and of the folders in it, in the order of their names."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG
from typing import BinaryIO

from django.utils.translation import gettext as _

from tertulia.exchange.readers.packed.file import PackedFile
from tertulia.exchange.readers.packed.left_out import LeftOut
from tertulia.exchange.readers.packed.names import checked
from tertulia.exchange.readers.packed.spool import roomy
from tertulia.exchange.readers.packed.stumbles import stumbling
from tertulia.exchange.records import BrokenExport, Note
from tertulia.lib.scratch import Scratch, scratch

_MOST, _MOST_WAITING, _FEW = 2_000_000, 200_000, 10_000


class Folder:
    """Links are not followed, whether they lead out or not."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.position, self.size = 0, sum(status.st_size for _path, status in _walk(path))
        self._left_out = LeftOut()

    def prepare(self) -> Iterator[None]:
        """A folder is read where it is."""
        return iter(())

    def notes(self) -> Iterator[Note]:
        """What the last iteration left out."""
        return self._left_out.notes()

    def __iter__(self) -> Iterator[PackedFile]:
        self.position, self._left_out = 0, LeftOut()
        for path, status in _walk(self.path):
            name = checked(os.path.relpath(path, self.path).replace(os.sep, "/"))
            if S_ISREG(status.st_mode):
                at = datetime.fromtimestamp(status.st_mtime, UTC)
                yield PackedFile(name, status.st_size, at, _Opener(path, name))
                self.position = min(self.size, self.position + status.st_size)
            else:
                is_link = S_ISLNK(status.st_mode)
                self._left_out.add(name, _("is a link; links are not followed") if is_link else _("is no plain file"))
        self.position = self.size


def _walk(top: Path) -> Iterator[tuple[str, os.stat_result]]:
    # All files, each with what is known of it.
    waiting, count = [str(top)], 0
    while waiting:
        folders, folder = list[str](), waiting.pop()
        for name in _names_in(folder):
            count += 1
            if count > _MOST or len(waiting) + len(folders) > _MOST_WAITING:
                raise BrokenExport(_("{file}: holds more files than a weblog has.").format(file=top))
            path = f"{folder}{os.sep}{name}"
            with stumbling(name):
                status = os.lstat(path)
            if S_ISDIR(status.st_mode):
                folders.append(path)
            else:
                yield path, status
        waiting += reversed(folders)


def _names_in(folder: str) -> Iterator[str]:
    # In their order, and not in memory if they are very many.
    with stumbling(folder), os.scandir(folder) as entries:
        names = (entry.name for entry in entries)
        few = sorted(islice(names, _FEW))
        many = _kept(chain(few, names)) if len(few) == _FEW else None
    yield from (os.fsdecode(name) for (name,) in many.execute("SELECT name FROM names ORDER BY name")) if many else few


def _kept(names: Iterator[str]) -> Scratch:
    kept = scratch("CREATE TABLE names (name BLOB PRIMARY KEY) WITHOUT ROWID;", roomy())
    kept.executemany("INSERT INTO names VALUES (?)", ((os.fsencode(name),) for name in names))
    return kept


class _Opener:
    def __init__(self, path: str, name: str) -> None:
        self.path, self.name = path, name

    def __call__(self) -> BinaryIO:
        with stumbling(self.name):
            # Somebody may have put a link there since the folder was walked.
            return os.fdopen(os.open(self.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb")
