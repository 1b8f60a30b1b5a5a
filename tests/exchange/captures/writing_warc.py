"""Web archives as crawlers write them, and as they should not."""

import gzip
from collections.abc import Iterable
from pathlib import Path

from tertulia.exchange.readers.captures.capture import Capture
from tertulia.exchange.readers.captures.source import captures_in

PAGE = b"<html><title>Harbour</title><p>Six boats."
URL = "https://tide.example/tide/2017/08/harbour.html"


def answer(body: bytes = PAGE, status: str = "HTTP/1.1 200 OK", **fields: str) -> bytes:
    """What a server answered."""
    fields = {"Content_Type": "text/html; charset=utf-8", **fields}
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
    return f"{status}\r\n{head}\r\n".encode() + body


def record(content: bytes | None = None, kind: str = "response", url: str = URL, **fields: str) -> bytes:
    """One record."""
    content = answer() if content is None else content
    fields = {
        "WARC_Type": kind,
        "WARC_Target_URI": url,
        "WARC_Date": "2021-02-03T04:05:06Z",
        "WARC_Record_ID": "<urn:uuid:1>",
        "Content_Length": str(len(content)),
        **fields,
    }
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
    return f"WARC/1.0\r\n{head}\r\n".encode() + content + b"\r\n\r\n"


def info() -> bytes:
    """What a crawler says of itself, which comes first."""
    return record(b"software: made up\r\n", "warcinfo", "", Content_Type="application/warc-fields")


def arc(*pages: tuple[str, bytes]) -> bytes:
    """The format before WARC."""
    about = b"1 0 made up\nURL IP-address Archive-date Content-type Archive-length\n"
    records = [f"filedesc://made.arc 0.0.0.0 20050203040506 text/plain {len(about)}\n".encode() + about]
    for url, content in pages:
        records.append(f"{url} 192.0.2.1 20050203040506 text/html {len(content)}\n".encode() + content)
    return b"\n".join(records) + b"\n"


def members(records: Iterable[bytes]) -> bytes:
    """Each record packed by itself."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def captures(path: Path, content: bytes) -> list[Capture]:
    """What is found in a file of that content."""
    path.write_bytes(content)
    return list(captures_in(path))
