"""A record of a web archive, of which only the head has been read."""

from dataclasses import dataclass

from warcio.limitreader import LimitReader
from warcio.statusandheaders import StatusAndHeaders

from tertulia.exchange.readers.captures.warc_stream import Place


@dataclass(frozen=True)
class WarcRecord:
    """One record. ``http`` is the head of the HTTP answer, if it holds one. ``body`` gives what follows, which begins
    with ``first``."""

    place: Place
    kind: str
    head: StatusAndHeaders
    http: StatusAndHeaders | None
    first: bytes
    body: LimitReader

    def value(self, *names: str) -> str:
        """What its head says under the first of the names that is there, else empty."""
        return next((value for name in names if (value := self.head.get_header(name))), "")

    def answered(self, name: str) -> str:
        """The same for the head of the HTTP answer."""
        return (self.http and self.http.get_header(name)) or ""
