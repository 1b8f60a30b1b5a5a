"""How far the operator lets this installation go."""

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network

from django.conf import settings


@dataclass(frozen=True)
class Policy:
    """Whether anything is fetched at all, from which ports, and from which networks although they are private."""

    is_on: bool
    ports: frozenset[int]
    networks: tuple[IPv4Network | IPv6Network, ...]


def policy() -> Policy:
    """What the settings say (``TERTULIA_FETCH``, ``TERTULIA_FETCH_PORTS``, ``TERTULIA_FETCH_NETWORKS``)."""
    return Policy(bool(settings.FETCH), frozenset(settings.FETCH_PORTS), tuple(settings.FETCH_NETWORKS))
