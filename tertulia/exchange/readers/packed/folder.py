"""The files of a folder and of the folders in it, in the order of their names."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

from django.utils.translation import gettext as _

from tertulia.exchange.readers.packed.file import PackedFile
from tertulia.exchange.readers.packed.left_out import LeftOut
from tertulia.exchange.readers.packed.names import checked
from tertulia.exchange.readers.packed.stumbles import stumbling
from tertulia.exchange.records import BrokenExport, Note

_MOST = 2_000_000


class Folder:
    """Links are not followed, whether they lead out or not."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.position, self.size = 0, sum(map(_size, self._walk(path)))
        self._left_out = LeftOut()

    def prepare(self) -> Iterator[None]:
        """A folder is read where it is."""
        return iter(())

    def notes(self) -> Iterator[Note]:
        """What the last iteration left out."""
        return self._left_out.notes()

    def __iter__(self) -> Iterator[PackedFile]:
        self.position, self._left_out = 0, LeftOut()
        for entry in self._walk(self.path):
            name = checked(os.path.relpath(entry.path, self.path).replace(os.sep, "/"))
            if entry.is_symlink():
                self._left_out.add(name, _("is a link; links are not followed"))
                continue
            with stumbling(name):
                status = entry.stat(follow_symlinks=False)
            if S_ISREG(status.st_mode):
                yield PackedFile(
                    name, status.st_size, datetime.fromtimestamp(status.st_mtime, UTC), _Opener(entry.path, name)
                )
                self.position = min(self.size, self.position + status.st_size)
            else:
                self._left_out.add(name, _("is no plain file"))
        self.position = self.size

    def _walk(self, path: Path) -> Iterator["os.DirEntry[str]"]:
        count = 0
        waiting = [str(path)]
        while waiting:
            with stumbling(waiting[-1]), os.scandir(waiting.pop()) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
            count += len(found)
            if count > _MOST:
                raise BrokenExport(_("{file}: holds more files than a weblog has.").format(file=path))
            waiting += [entry.path for entry in reversed(found) if entry.is_dir(follow_symlinks=False)]
            yield from (entry for entry in found if not entry.is_dir(follow_symlinks=False))


def _size(entry: "os.DirEntry[str]") -> int:
    with stumbling(entry.name):
        return entry.stat(follow_symlinks=False).st_size


class _Opener:
    def __init__(self, path: str, name: str) -> None:
        self.path, self.name = path, name

    def __call__(self) -> BinaryIO:
        with stumbling(self.name):
            # Somebody may have put a link there since the folder was walked.
            return os.fdopen(os.open(self.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb")
