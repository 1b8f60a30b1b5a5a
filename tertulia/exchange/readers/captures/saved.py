"""A page or other file that was saved under its address, as wget does."""

from mimetypes import guess_type

from django.utils.translation import gettext as _

from tertulia.exchange.readers.captures.capture import Capture
from tertulia.exchange.readers.captures.saved_names import address_of
from tertulia.exchange.readers.packed import PackedFile
from tertulia.exchange.readers.packed.stumbles import stumbling
from tertulia.exchange.records import BrokenExport

MOST = 100 << 20


def capture_of(file: PackedFile) -> Capture:
    """The file as a capture of the address that its name tells."""
    media_type = guess_type(file.name, strict=False)[0] or "application/octet-stream"
    return Capture(address_of(file.name), file.at, media_type, 200, "", file.name, lambda: content(file))


def content(file: PackedFile) -> bytes:
    """All of it. Raises BrokenExport if it is damaged, or longer than a page or picture may be."""
    with stumbling(file.name), file.open() as stream:
        data = stream.read(MOST + 1)
    if len(data) > MOST:
        raise BrokenExport(_("{file}: is longer than a page or picture may be.").format(file=file.name))
    return data
