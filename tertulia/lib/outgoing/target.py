"""A web address taken apart, in one way only: what is checked is what is asked."""

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, urlsplit

from tertulia.lib.outgoing.errors import Refused
from tertulia.lib.outgoing.policy import Policy

_LONGEST = 2000
_PORTS = {"http": 80, "https": 443}
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f\\]")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.(?!-)[a-z0-9_-]{1,63})*", re.ASCII)
# What other programs read as a number, they read as an IPv4 address: 0x7f.1, 017700000001.
_ENDS_IN_A_NUMBER = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)", re.ASCII)


@dataclass(frozen=True)
class Target:
    """Scheme, host (a name in ASCII or an IP address) and port to connect to, and path with query to ask for."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """The address as it is asked for."""
        return f"{self.origin}{self.path}"

    @property
    def origin(self) -> str:
        """Scheme, host and, if it is not the usual one, port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + (f":{self.port}" if self.port != _PORTS[self.scheme] else "")


def target(url: str, policy: Policy) -> Target:
    """Take ``url`` apart. Raises Refused for what is no plain web address or has a port that is not allowed."""
    if len(url) > _LONGEST or _UNREADABLE.search(url):
        raise Refused(f"this is no address of the web: {url[:80]!r}")
    try:
        parts = urlsplit(url.strip())
        port, host = parts.port, parts.hostname or ""
    except ValueError as error:
        raise Refused(f"this address cannot be read: {url[:80]!r}: {error}") from error
    if parts.scheme not in _PORTS or not host:
        raise Refused(f"only http and https are asked: {url[:80]!r}")
    if "[" in parts.netloc and ":" not in host:
        raise Refused(f"this is no IP address: {host[:80]!r}")
    if "@" in parts.netloc:
        raise Refused(f"an address with a name or password in it is not asked: {parts.scheme}://…@{host}")
    if (port := _PORTS[parts.scheme] if port is None else port) not in policy.ports:
        raise Refused(f"port {port} is not one of those that may be asked: {url[:80]!r}")
    query = f"?{_encoded(parts.query)}" if parts.query else ""
    return Target(parts.scheme, _host(host), port, f"{_encoded(parts.path) or '/'}{query}")


def _host(host: str) -> str:
    if ":" in host:
        return _v6(host)
    try:
        name = host.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError as error:
        raise Refused(f"this host name cannot be read: {host[:80]!r}") from error
    if _ENDS_IN_A_NUMBER.fullmatch(name):
        return _v4(name)
    if not _NAME.fullmatch(name) or len(name) > 253:
        raise Refused(f"this is no host name: {host[:80]!r}")
    return name


def _v4(name: str) -> str:
    try:
        return str(IPv4Address(name))
    except AddressValueError as error:
        raise Refused(f"an IP address is written with four plain numbers: {name[:80]!r}") from error


def _v6(host: str) -> str:
    try:
        found = IPv6Address(host)
    except AddressValueError as error:
        raise Refused(f"this is no IP address: {host[:80]!r}") from error
    if found.scope_id:
        raise Refused(f"an IP address with a zone is local: {host[:80]!r}")
    return str(found)


def _encoded(words: str) -> str:
    return quote(words, safe="/%:@!$&'()*+,;=?~-._|[]")
