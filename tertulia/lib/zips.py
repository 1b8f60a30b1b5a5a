"""ZIP files are looked at before Python reads their list into memory, or anything in them is unpacked."""

import io
import os
import struct
from collections.abc import Collection
from typing import IO
from zipfile import BadZipFile, ZipInfo

from django.utils.translation import gettext as _

_END = struct.Struct("<4s4H2LH")
_LARGE_END = struct.Struct("<4sQ2H2L4Q")
_END_MARK, _LOCATOR_MARK, _LOCATOR = b"PK\x05\x06", b"PK\x06\x07", 20
_LONGEST_END = 65535 + _END.size + _LARGE_END.size + _LOCATOR
# Few bytes are no harm, however tightly they are packed.
_HARMLESS = 1 << 30


def length_of_list(file: IO[bytes]) -> int:
    """How many bytes the list of files has that stands at the end. Raises BadZipFile if it is missing."""
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
    return int(length)


def is_too_much(infos: Collection[ZipInfo], size: int, most_times: int) -> bool:
    """Whether the files of one of ``size`` bytes cannot be what they say: several claim the same bytes for themselves,
    or few bytes claim to be more than ``most_times`` as many."""
    unpacked = sum(info.file_size for info in infos)
    return sum(info.compress_size for info in infos) > size or unpacked > max(size * most_times, _HARMLESS)
