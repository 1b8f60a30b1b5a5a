"""Host names: read out of what people type, in one spelling, and compared label by label."""

import re
from urllib.parse import urlsplit

# What leads somewhere, with or without a scheme. Each part is bounded, so that reading takes as long as the text.
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,20}:)?[/\\]{2}[^\s<>\"'/\\?#]{1,300}|[\w-]{1,63}(?:[.。．｡][\w-]{1,63}){1,10}",
    re.IGNORECASE,
)
_DOTS = str.maketrans("。．｡", "...")
_MOST_OF_ADDRESS = 2000


def hosts_in(typed: str) -> frozenset[str]:
    """The host names in a text: of links, and what is written like one."""
    return frozenset(host for found in _ADDRESS.findall(typed) if (host := host_of(found)) and "." in host)


def host_of(address: str) -> str:
    """The host name of a web or e-mail address or of a bare name, as a browser would ask for it; "" if it has none."""
    given = address.strip()[:_MOST_OF_ADDRESS].replace("\\", "/").translate(_DOTS)
    try:
        host = urlsplit(given if "//" in given else f"//{given}").hostname or ""
    except ValueError:
        return ""
    return ".".join(_label(label) for label in host.strip(".").casefold().split(".") if label)


def labels(host: str) -> tuple[str, ...]:
    """The labels of a host name, the last one first."""
    return tuple(reversed(host.split("."))) if host else ()


def is_below(host: str, domain: str) -> bool:
    """Whether a host is that domain or belongs to it: ``notexample.org`` does not belong to ``example.org``."""
    return labels(host)[: len(labels(domain))] == labels(domain)


def _label(label: str) -> str:
    if label.isascii():
        return label
    try:
        return label.encode("idna").decode("ascii")
    except UnicodeError:
        return label
