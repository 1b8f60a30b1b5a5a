"""A page or other file that was saved under its address, as wget does, or by a browser under its title."""

from tertulia.exchange.readers.captures.capture import Capture
from tertulia.exchange.readers.captures.media_type import is_page, media_type_of
from tertulia.exchange.readers.captures.payload import MOST, too_long
from tertulia.exchange.readers.captures.saved_marks import origin_of
from tertulia.exchange.readers.captures.saved_names import address_of
from tertulia.exchange.readers.captures.wayback import without_traces
from tertulia.exchange.readers.captures.wayback_names import unstamped
from tertulia.exchange.readers.packed import PackedFile
from tertulia.exchange.readers.packed.stumbles import stumbling
from tertulia.exchange.records import BrokenExport

_BEGIN = 1 << 10


def capture_of(file: PackedFile, *, is_alone: bool = False) -> Capture:
    """The file as a capture of the address that its name tells; if it is no name of an address, as of one that came
    alone, of the address that the page itself says it was saved from. Raises BrokenExport."""
    name, at = unstamped(file.name)
    url, media_type = address_of(name), media_type_of("", name, lambda: _begin_of(file))
    if is_page(media_type) and not url.startswith("http"):
        found, found_at = origin_of(_content(file))
        url, at = found or ("" if is_alone else url), at or found_at
    elif is_alone:
        url = ""

    def read() -> bytes:
        content = _content(file)
        return without_traces(content) if is_page(media_type) else content

    stream = None if is_page(media_type) else file.open
    return Capture(url, at or file.at, media_type, 200, "", file.name, read, stream)


def _begin_of(file: PackedFile) -> bytes:
    with stumbling(file.name), file.open() as stream:
        return stream.read(_BEGIN)


def _content(file: PackedFile) -> bytes:
    with stumbling(file.name), file.open() as stream:
        data = stream.read(MOST + 1)
    if len(data) > MOST:
        raise BrokenExport(f"{file.name}: {too_long()}.")
    return data
