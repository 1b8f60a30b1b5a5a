"""Whose address a request comes from, as far as it can be believed."""

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from tertulia.lib.client import address_of


def seen(remote: str, forwarded: str | None = None) -> str | None:
    headers = {"X-Forwarded-For": forwarded} if forwarded is not None else {}
    return address_of(RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers))


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:DB8::7", "2001:db8::7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::1"),
        ("", None),
        ("unix:", None),
    ],
)
def test_without_proxies_it_is_the_one_who_connects(remote: str, address: str | None) -> None:
    assert seen(remote) == address
    assert seen(remote, "198.51.100.9") == address, "the header is not believed"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (1, "198.51.100.9", "198.51.100.9"),
        (1, "10.0.0.1, 198.51.100.9", "198.51.100.9"),
        (2, "10.0.0.1, 198.51.100.9, 10.0.0.2", "198.51.100.9"),
        (1, "198.51.100.9:4711", "198.51.100.9"),
        (1, "[2001:db8::7]:443", "2001:db8::7"),
        (2, "198.51.100.9", None),
        (1, "unknown", None),
        (1, None, None),
    ],
)
def test_behind_proxies_it_is_the_one_the_outermost_saw(
    settings: Settings, proxies: int, forwarded: str | None, address: str | None
) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert seen("10.0.0.3", forwarded) == address
