"""A page or other file that was saved under its address, as wget does."""

from django.utils.translation import gettext as _

from tertulia.exchange.readers.captures.capture import Capture
from tertulia.exchange.readers.captures.media_type import media_type_of
from tertulia.exchange.readers.captures.payload import MOST, too_long
from tertulia.exchange.readers.captures.saved_names import address_of
from tertulia.exchange.readers.packed import PackedFile
from tertulia.exchange.readers.packed.stumbles import stumbling
from tertulia.exchange.records import BrokenExport

_BEGIN = 1 << 10


def capture_of(file: PackedFile) -> Capture:
    """The file as a capture of the address that its name tells."""
    media_type = media_type_of("", file.name, lambda: _begin_of(file))
    return Capture(address_of(file.name), file.at, media_type, 200, "", file.name, lambda: content(file))


def _begin_of(file: PackedFile) -> bytes:
    with stumbling(file.name), file.open() as stream:
        return stream.read(_BEGIN)


def content(file: PackedFile) -> bytes:
    """All of it. Raises BrokenExport if it is damaged, or longer than a page or picture may be."""
    with stumbling(file.name), file.open() as stream:
        data = stream.read(MOST + 1)
    if len(data) > MOST:
        raise BrokenExport(_("{file}: {reason}.").format(file=file.name, reason=too_long()))
    return data
