"""The head of a request: what may be in it once, what no two servers could read in two ways, what it asks for."""

import re
from urllib.parse import unquote

from tertulia.publishing.answering import Asked

MOST_HEADERS = 100
MOST_BYTES = 32_000

_CONDITIONS = frozenset({b"if-none-match", b"if-modified-since", b"range", b"if-range"})
_ONCE = frozenset({b"host", b"content-length", b"transfer-encoding", b"range", b"if-range", b"if-modified-since"})
HEEDED = _CONDITIONS | _ONCE | {b"accept-encoding"}
# RFC 3986, section 3.2.2, without what no web address has: a name or an IPv4 address, or an IPv6 address; and a port.
_HOST = re.compile(rb"(?:[a-z0-9._~!$&'()*+,;=%-]+|\[[0-9a-f:.]+\])(?::[0-9]{0,5})?", re.IGNORECASE)

Heeded = dict[bytes, bytes]
Headers = list[tuple[bytes, bytes]]


class Unclear(ValueError):
    """A request that is refused, as two servers might read it in two ways, or as it asks too much."""


class TooLarge(Unclear):
    """A head with too many headers, or too long ones."""


def heed(found: Heeded, name: bytes, value: bytes) -> None:
    """Add a header of ``HEEDED`` to those found. Raises Unclear if it must not come twice."""
    if name not in found:
        found[name] = value
    elif name in _ONCE:
        raise Unclear(f"{name!r} twice")
    else:
        found[name] += b", " + value


def check(found: Heeded, version: str) -> None:
    """Raise Unclear for another HTTP than 1.1 and 1.0, no host or no good one, and for a coding of the body that is
    not exactly chunks (RFC 9112, sections 2.3, 3.2, 6.1)."""
    host = found.get(b"host")
    if version not in ("1.1", "1.0") or (host is None and version == "1.1"):
        raise Unclear("version or host")
    if host is not None and not _HOST.fullmatch(host):
        raise Unclear("host")
    transfer = found.get(b"transfer-encoding")
    if transfer is not None and (transfer.lower() != b"chunked" or version == "1.0"):
        raise Unclear("transfer-encoding")


def check_size(url: bytes, headers: Headers) -> None:
    """Raise TooLarge for a head that nobody needs."""
    size = len(url) + sum(len(name) + len(value) for name, value in headers)
    if len(headers) > MOST_HEADERS or size > MOST_BYTES:
        raise TooLarge


def is_conditional(found: Heeded) -> bool:
    """Whether more is asked than a page as it is."""
    return not _CONDITIONS.isdisjoint(found)


def has_body(found: Heeded) -> bool:
    """Whether a body follows."""
    return b"transfer-encoding" in found or found.get(b"content-length", b"0") != b"0"


def awaits_100(headers: Headers, version: str) -> bool:
    """Whether the client sends the body only when it is told to (RFC 9110, section 10.1.1)."""
    return version == "1.1" and any(name == b"expect" and value.lower() == b"100-continue" for name, value in headers)


def asked(found: Heeded, method: bytes) -> Asked:
    """What is asked of a page. Parts are for GET alone (RFC 9110, section 14.2)."""
    part = found.get(b"range", b"") if method == b"GET" else b""
    names = (b"accept-encoding", b"if-none-match", b"if-modified-since")
    values = (*(found.get(name, b"") for name in names), part, found.get(b"if-range", b""))
    return Asked(*(value.decode("latin-1") for value in values))


def path_of(url: bytes) -> str | None:
    """The decoded path of a request for nothing but a path."""
    path = url.decode("ascii")
    if path[:1] != "/" or "?" in path or "#" in path:
        return None
    if "%" not in path:
        return path
    try:
        return unquote(path, errors="strict")
    except UnicodeDecodeError:
        return None


def in_ascii(data: bytes) -> bytes:
    """With the first line percent-encoded: an address typed into a simple client arrives as UTF-8. Ends at the line
    feed, as a body may follow it at once."""
    line, end, rest = data.partition(b"\n")
    return re.sub(rb"[\x80-\xff]", lambda match: b"%%%02X" % match[0][0], line) + end + rest
