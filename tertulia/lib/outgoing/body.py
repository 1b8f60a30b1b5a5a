"""The body of an answer, unpacked, never more of it in memory than was allowed."""

import zlib
from collections.abc import Iterator
from http.client import HTTPResponse

from tertulia.lib.outgoing.errors import Broken, TooLarge

_PIECE = 64 * 1024
_WINDOWS = {"gzip": 31, "x-gzip": 31, "deflate": 15}


def read(response: HTTPResponse, most: int, *, cut: bool) -> tuple[bytes, bool]:
    """The body and whether it is whole. If there is more of it than ``most`` bytes, before or after unpacking, raises
    TooLarge, or with ``cut`` answers the beginning."""
    if not cut and (response.length or 0) > most:
        raise TooLarge(f"it says that it has {response.length} bytes, and {most} are taken")
    taken = bytearray()
    for piece in _pieces(response, most):
        taken += piece
        if len(taken) > most:
            if not cut:
                raise TooLarge(f"it has more than {most} bytes")
            return bytes(taken[:most]), False
    return bytes(taken), True


def _pieces(response: HTTPResponse, most: int) -> Iterator[bytes]:
    coding = (response.getheader("Content-Encoding") or "").strip().lower()
    if coding in ("", "identity"):
        yield from _raw(response, most + 1)
    elif coding in _WINDOWS:
        yield from _unpacked(response, _WINDOWS[coding], most + 1)
    else:
        raise Broken(f"it is packed in a way that nobody asked for: {coding[:40]!r}")


def _raw(response: HTTPResponse, most: int) -> Iterator[bytes]:
    left = most
    while left > 0 and (piece := response.read(min(_PIECE, left))):
        left -= len(piece)
        yield piece
    if left > 0 and response.length:
        raise Broken(f"it ended {response.length} bytes early")


def _unpacked(response: HTTPResponse, window: int, most: int) -> Iterator[bytes]:
    unpacking, has_begun = zlib.decompressobj(window), False
    for packed in _raw(response, most):
        has_begun = True
        while packed and not unpacking.eof:
            try:
                piece = unpacking.decompress(packed, _PIECE)
            except zlib.error as error:
                raise Broken(f"it cannot be unpacked: {error}") from error
            packed = unpacking.unconsumed_tail
            yield piece
    if has_begun and not unpacking.eof:
        raise Broken("it ended early")
