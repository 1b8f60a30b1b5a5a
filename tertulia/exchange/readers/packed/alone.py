"""A file that came packed alone, as WordPress.com sends its export, or in parts: it is unpacked aside, under names of
ours, as its reader goes to and fro in it."""

import shutil
import tempfile
import weakref
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

from tertulia.exchange.readers.packed.file import PackedFile
from tertulia.exchange.readers.packed.names import is_noise
from tertulia.exchange.readers.packed.open import files_in
from tertulia.exchange.readers.packed.spool import roomy

_Reader = TypeVar("_Reader")


def only_file(path: Path) -> PackedFile | None:
    """The one file that is packed there; None if there are several, or none."""
    files = files_in(path)
    for _step in files.prepare():
        pass
    found = [*islice((file for file in files if not is_noise(file.name)), 2)]
    return found[0] if len(found) == 1 else None


def open_unpacked(files: Sequence[PackedFile], open_paths: Callable[..., _Reader]) -> _Reader:
    """What ``open_paths`` makes of the paths of the files, which lie on the disk as long as that is in use. Raises
    OSError if there is no room for them."""
    folder = Path(tempfile.mkdtemp(dir=roomy()))
    paths = [folder / f"{number}" for number in range(len(files))]
    try:
        for file, path in zip(files, paths, strict=True):
            with file.open() as source, path.open("wb") as kept:
                shutil.copyfileobj(source, kept)
        reader = open_paths(*paths)
    except BaseException:
        shutil.rmtree(folder)
        raise
    weakref.finalize(reader, shutil.rmtree, folder, ignore_errors=True)
    return reader
