"""Which addresses count as one sender."""

import pytest

from tertulia.lib.networks import network_of, wider_network_of


@pytest.mark.parametrize(
    ("ip", "own", "wider"),
    [
        ("198.51.100.7", "198.51.100.7", "198.51.100.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64", "2001:db8:1::/56"),
    ],
)
def test_a_sender_has_one_address_of_the_old_kind_and_a_network_of_the_new(ip: str, own: str, wider: str) -> None:
    assert (network_of(ip), wider_network_of(ip)) == (own, wider)
