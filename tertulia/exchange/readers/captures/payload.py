"""What an HTTP answer in a web archive held, as a browser would have it."""

import zlib

import brotli
from django.utils.translation import gettext as _
from warcio.bufferedreaders import ChunkedDataReader

from tertulia.exchange.readers.captures.warc_record import WarcRecord

MOST = 50 << 20
_PIECE = 1 << 18


def payload_of(record: WarcRecord) -> bytes:
    """The content of a record whose body has not been read. Raises ValueError, zlib.error and brotli.error."""
    if record.body.limit > MOST:
        raise ValueError(too_long())
    data = record.first + _body(record)
    for name in reversed(record.answered("Content-Encoding").lower().split(",")):
        data = _decoded(data, name.strip())
    return data


def too_long() -> str:
    """Why something is not read."""
    return _("it is longer than a page or picture may be")


def _body(record: WarcRecord) -> bytes:
    chunked = "chunked" in record.answered("Transfer-Encoding").lower()
    source = ChunkedDataReader(record.body) if chunked else record.body
    pieces = []
    while piece := source.read(_PIECE):
        pieces.append(piece)
    return b"".join(pieces)


def _decoded(data: bytes, name: str) -> bytes:
    # Some crawlers keep what they have unpacked under a head that says it is packed.
    if name in ("gzip", "x-gzip") and data.startswith(b"\x1f\x8b"):
        data = zlib.decompressobj(31).decompress(data, MOST + 1)
    elif name == "deflate":
        data = _inflated(data)
    elif name == "br":
        data = _unbrotlied(data)
    elif name not in ("", "identity", "none", "gzip", "x-gzip", "utf-8"):
        raise ValueError(_("it is packed as “{name}”, which is not known here").format(name=name[:40]))
    if len(data) > MOST:
        raise ValueError(too_long())
    return data


def _inflated(data: bytes) -> bytes:
    for bits in (15, -15):
        try:
            return zlib.decompressobj(bits).decompress(data, MOST + 1)
        except zlib.error:
            continue
    return data


def _unbrotlied(data: bytes) -> bytes:
    try:
        return bytes(brotli.Decompressor().process(data, output_buffer_limit=MOST + 1))
    except brotli.error:
        if data.lstrip()[:1] == b"<":
            return data
        raise
