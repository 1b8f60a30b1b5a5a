"""Networks: which addresses count as one sender."""

from ipaddress import ip_address, ip_network

# Whoever rents a server gets a whole /64 of IPv6 addresses; of IPv4 addresses people have one each.
_OWN = {4: 32, 6: 64}
_WIDER = {4: 24, 6: 56}


def network_of(ip: str) -> str:
    """The network that one sender has for themselves."""
    return _around(ip, _OWN)


def wider_network_of(ip: str) -> str:
    """The network around it, of one provider or house."""
    return _around(ip, _WIDER)


def _around(ip: str, lengths: dict[int, int]) -> str:
    address = ip_address(ip)
    network = ip_network(f"{address}/{lengths[address.version]}", strict=False)
    return str(network.network_address) if network.num_addresses == 1 else str(network)
