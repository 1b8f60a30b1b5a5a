"""Answers of a web server as records of a WARC file (ISO 28500:2017, WARC 1.1): each packed by itself, with digests."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, Protocol

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

_VERSION = "WARC/1.1"


class Visited(Protocol):
    """What an address answered; ``body`` is read from its start."""

    @property
    def url(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def headers(self) -> Sequence[tuple[str, str]]: ...
    @property
    def body(self) -> IO[bytes]: ...
    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...


@dataclass(frozen=True)
class Kept:
    """Where in the file an answer stands, and its digest."""

    offset: int
    length: int
    digest: str


class WebArchive:
    """A file that is being written. The same answers at the same moment make the same bytes."""

    def __init__(self, out: IO[bytes], at: datetime, name: str, about: Iterable[tuple[str, str]]) -> None:
        self._out, self._at = out, f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        self._writer = WARCWriter(out, gzip=True, warc_version=_VERSION)
        info = self._writer.create_warcinfo_record(name, dict(about))
        for header, value in self._headers(name).items():
            info.rec_headers.replace_header(header, value)
        self._writer.write_record(info)

    def put(self, visited: Visited) -> Kept:
        """Add an answer."""
        offset = self._out.tell()
        record = self._writer.create_warc_record(
            visited.url,
            "response",
            payload=visited.body,
            length=_length(visited.body),
            warc_headers_dict=self._headers(visited.url),
            http_headers=StatusAndHeaders(visited.status, [*visited.headers], protocol="HTTP/1.1"),
        )
        self._writer.write_record(record)
        digest = str(record.rec_headers.get_header("WARC-Payload-Digest"))
        return Kept(offset, self._out.tell() - offset, digest)

    def copy(self, record: ArcWarcRecord) -> Kept:
        """Add a record of another file as it is, with the moment at which it was made."""
        offset = self._out.tell()
        self._writer.write_record(record)
        digest = str(record.rec_headers.get_header("WARC-Payload-Digest"))
        return Kept(offset, self._out.tell() - offset, digest)

    def _headers(self, name: str) -> dict[str, str]:
        made_of = uuid.uuid5(uuid.NAMESPACE_URL, f"{self._at} {name}")
        return {"WARC-Record-ID": f"<urn:uuid:{made_of}>", "WARC-Date": self._at}


def _length(body: IO[bytes]) -> int:
    length = body.seek(0, 2)
    body.seek(0)
    return length
