"""Whatever damaged or made-up files make Python's readers of them stumble over, said in one line."""

import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from tertulia.exchange.readers.packed.names import shown
from tertulia.exchange.records import BrokenExport

_STUMBLES = (
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
)


@contextmanager
def stumbling(name: str) -> Iterator[None]:
    """Raise BrokenExport, with the name of the file, for whatever is raised within."""
    try:
        yield
    except _STUMBLES as error:
        reason = " ".join(str(error).split())[:300] or repr(error)
        raise BrokenExport(_("{file} is damaged: {error}.").format(file=shown(name), error=reason)) from error
