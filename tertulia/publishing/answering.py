"""What a reader gets of a stored page: the whole or a part, in which encoding, or that they have it already."""

import time
from dataclasses import dataclass
from functools import lru_cache
from wsgiref.handlers import format_date_time

from tertulia.lib.ranges import span
from tertulia.publishing import negotiation
from tertulia.publishing.render import Answer
from tertulia.publishing.store import Stored

__all__ = ["Answer", "Asked", "answer", "negotiated"]

negotiated = lru_cache(maxsize=256)(negotiation.encoding)


@dataclass(frozen=True)
class Asked:
    """The request headers that matter for a page, each empty if it was not sent."""

    accept_encoding: str = ""
    if_none_match: str = ""
    if_modified_since: str = ""
    part: str = ""
    if_range: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether nothing but the page is asked for, in whatever encoding."""
        return not (self.if_none_match or self.if_modified_since or self.part)

    @property
    def encoding(self) -> str:
        """``br``, ``gzip`` or nothing. A part is always one of the page as it is."""
        return "" if self.part else negotiated(self.accept_encoding)


def answer(page: Stored, asked: Asked) -> Answer:
    """The answer to GET; to HEAD it is the same without the body (RFC 9110, sections 9.3.2, 13 and 14). Raises
    FileNotFoundError if the page was flushed meanwhile."""
    encoding = asked.encoding
    etag = negotiation.etag_of(page.etag, encoding)
    headers = [*page.headers, ("ETag", etag), ("Vary", "Accept-Encoding")]
    if negotiation.is_known(etag, page.modified, asked.if_none_match, asked.if_modified_since):
        return Answer("304 Not Modified", [pair for pair in headers if not _is_of_content(pair[0])], b"")
    if not any(name.lower() == "last-modified" for name, _value in headers):
        # A page may be dated a second ahead (``dates``), an answer may not say so (RFC 9110, section 8.8.2.1).
        headers.append(("Last-Modified", format_date_time(min(page.modified, int(time.time())))))
    body = page.body(encoding)
    if encoding:
        headers.append(("Content-Encoding", encoding))
    return _part(body, headers, asked)


def _is_of_content(header: str) -> bool:
    """Whether a header tells of what is not sent with 304: who has the page has it (RFC 9110, section 15.4.5)."""
    return header.lower().startswith("content-") and header.lower() != "content-security-policy"


def _part(body: bytes, headers: list[tuple[str, str]], asked: Asked) -> Answer:
    status, length = "200 OK", len(body)
    try:
        part = span(asked.part, length) if asked.part and not asked.if_range else None
    except ValueError:
        outside = [("Content-Range", f"bytes */{length}"), ("Content-Length", "0")]
        return Answer("416 Range Not Satisfiable", outside, b"")
    if part:
        first, last = part
        status, body = "206 Partial Content", body[first : last + 1]
        headers.append(("Content-Range", f"bytes {first}-{last}/{length}"))
    return Answer(status, [*headers, ("Content-Length", str(len(body)))], body)
