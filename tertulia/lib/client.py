"""Who asks: the client's IP address, believed only as far as the operator's proxies vouch for it."""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str | None:
    """The client's IP address, or None if nothing trustworthy tells (a Unix socket, a broken header).

    Each of the ``TRUSTED_PROXIES`` appends the address it saw to X-Forwarded-For, so the client stands that far from
    the right; what stands further left anybody can write."""
    count = settings.TRUSTED_PROXIES
    if not count:
        return _valid(request.META.get("REMOTE_ADDR", ""))
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    return _valid(seen[-count]) if len(seen) >= count else None


def _valid(value: str) -> str | None:
    try:
        address = ip_address(_without_port(value.strip()))
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or IPv6Address(int(address)))  # int(): a zone such as %eth0 is local talk
    return str(address)


def _without_port(value: str) -> str:
    if value.startswith("["):
        return value[1:].partition("]")[0]
    return value.partition(":")[0] if value.count(":") == 1 else value
