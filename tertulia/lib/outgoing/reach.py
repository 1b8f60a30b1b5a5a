"""Which IP addresses are out on the internet. All others (this machine, its neighbours, what is set aside) are not
asked for anything, as a stranger's link could otherwise make the server speak to what only it can reach."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

Address = IPv4Address | IPv6Address

# Written out, as what ``ipaddress`` calls global changes with Python's versions; both must agree.
_CLOSED: tuple[IPv4Network | IPv6Network, ...] = tuple(
    ip_network(one)
    for one in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "2620:4f:8000::/48",
        "3fff::/20",
    )
)
_OPEN_V6 = IPv6Network("2000::/3")
# Where a network has IPv6 alone, servers that have IPv4 alone are reached through this.
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """Whether it is an address of somebody's server on the internet, in whatever form an IPv4 address is wrapped."""
    if isinstance(address, IPv6Address):
        if address in _NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        if address.scope_id or address not in _OPEN_V6:
            return False
    return address.is_global and not address.is_multicast and not any(address in one for one in _CLOSED)
