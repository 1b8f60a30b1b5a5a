"""The records of a web archive (WARC, or ARC as it was before), one by one: where each is and what its head says."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

import brotli
from django.utils.translation import gettext as _
from warcio.exceptions import ArchiveLoadFailed
from warcio.limitreader import LimitReader
from warcio.recordloader import ArcWarcRecord, ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from tertulia.exchange.readers.captures.payload import payload_of
from tertulia.exchange.readers.captures.warc_record import WarcRecord
from tertulia.exchange.readers.captures.warc_stream import Place, WarcStream
from tertulia.exchange.records import BrokenExport

_BEGINS = (b"WARC/", b"filedesc://")
_STUMBLES = (
    ArchiveLoadFailed,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    brotli.error,
    zlib.error,
)
_PIECE = 1 << 20


class CutShort(Exception):
    """The file ends within a record, its last one."""


def is_warc(head: bytes) -> bool:
    """Whether a file that, unpacked, begins so is a web archive."""
    return head.startswith(_BEGINS)


def records_of(name: str, file: BinaryIO) -> Iterator[WarcRecord]:
    """The records of ``file``, which is called ``name``; their bodies have been passed when they come. Raises
    BrokenExport and CutShort."""
    with _telling(name, (0, 0)):
        stream = WarcStream(file)
    while _goes_on(name, stream):
        place = stream.place
        with _telling(name, place):
            record = _parse(stream)
            missing = stream.skip(record.body.limit)
            if missing and (stream.has_next_member() or _holds_another(file, place)):
                raise ValueError(_("it says that it is longer than it is"))
        if missing:
            raise CutShort
        yield record


def content_at(name: str, file: BinaryIO, place: Place) -> bytes:
    """The content of the record at a place where one was found. Raises BrokenExport."""
    with _still_there(name), _telling(name, place):
        return payload_of(_parse(WarcStream(file, place)))


def head_at(name: str, file: BinaryIO, place: Place) -> WarcRecord:
    """The record itself. Raises BrokenExport."""
    with _still_there(name), _telling(name, place):
        return _parse(WarcStream(file, place))


@contextmanager
def _still_there(name: str) -> Iterator[None]:
    try:
        yield
    except CutShort as error:
        raise BrokenExport(_("{file}: has changed while it was read.").format(file=name)) from error


@contextmanager
def _telling(name: str, place: Place) -> Iterator[None]:
    # Says of damage where it is.
    try:
        yield
    except EOFError as error:
        raise CutShort from error
    except _STUMBLES as error:
        reason = " ".join(str(error).split())[:200] or repr(error)
        text = _("{file}, byte {number}: cannot be read: {reason}.")
        raise BrokenExport(text.format(file=name, number=sum(place), reason=reason)) from error


def _goes_on(name: str, stream: WarcStream) -> bool:
    with _telling(name, stream.place):
        return stream.skip_blank()


def _parse(stream: WarcStream) -> WarcRecord:
    place = stream.place
    stream.limit_head()
    try:
        record = ArcWarcRecordLoader().parse_record_stream(stream, no_record_parse=True)
    except ArchiveLoadFailed as error:
        raise (error if stream.skip_blank() else EOFError) from error
    if not isinstance(record.raw_stream, LimitReader) or not _says_length(record):
        raise (ValueError(_("it does not say how long it is")) if stream.skip_blank() else EOFError)
    http, first = _http(record)
    stream.end_head()
    return WarcRecord(place, str(record.rec_type), record.rec_headers, http, first, record.raw_stream)


def _says_length(record: ArcWarcRecord) -> bool:
    given = record.rec_headers.get_header("length" if record.format == "arc" else "Content-Length") or ""
    return given.strip().isdecimal() and len(given) < 20


def _http(record: ArcWarcRecord) -> tuple[StatusAndHeaders | None, bytes]:
    uri = record.rec_headers.get_header("uri" if record.format == "arc" else "WARC-Target-URI") or ""
    if record.rec_type not in ("response", "revisit") or not uri.lower().startswith(("http:", "https:")):
        return None, b""
    first = cast(bytes, record.raw_stream.readline())
    if not first.startswith(b"HTTP/"):
        return None, first
    return StatusAndHeadersParser(["HTTP/"], verify=False).parse(record.raw_stream, first), b""


def _holds_another(file: BinaryIO, place: Place) -> bool:
    # A crawler that was stopped leaves a record that is cut; a length that lies hides the records behind it.
    stream, before = WarcStream(file, place), b""
    stream.read(1)
    while piece := stream.read(_PIECE):
        if b"\nWARC/1." in before + piece:
            return True
        before = piece[-10:]
    return False
