"""The hosts that a weblog had before it came here, as its exports name them."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings

from tertulia.exchange.records import PostRecord, Record, WeblogRecord

# An export that names more has other things in mind.
MOST = 50
_LONGEST = 253


def host_of(url: str) -> str:
    """The host in an absolute address, or nothing."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".").lower()
    except ValueError:
        return ""
    return host if parts.scheme in ("http", "https") and "." in host and len(host) <= _LONGEST else ""


def learn(hosts: list[str], records: Iterable[Record]) -> None:
    """Add to ``hosts`` those that posts, or the weblog as a whole, had by these records."""
    ours = urlsplit(settings.ORIGIN).hostname
    for record in records:
        host = host_of(record.url) if isinstance(record, PostRecord | WeblogRecord) else ""
        if host and host not in hosts and host != ours and len(hosts) < MOST:
            hosts.append(host)
