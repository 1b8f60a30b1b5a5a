"""The address a page had, from the name it was kept under."""

import pytest

from tertulia.exchange.readers.captures.saved_names import address_of
from tertulia.exchange.readers.captures.wayback_names import original_of, unstamped

TIDE = "http://tide.example"


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("tide.example/tide/2017/08/harbour.html", f"{TIDE}/tide/2017/08/harbour.html"),
        ("mirror/WWW.Tide.example/tide/index.html", "http://www.tide.example/tide/"),
        ("tide.example+8080/a.html", "http://tide.example:8080/a.html"),
        ("tide.backup/tide.example/a.html", f"{TIDE}/a.html"),
        ("tide.example/index.html", f"{TIDE}/"),
        ("tide/2017/08/harbour.html", "/tide/2017/08/harbour.html"),
        ("index.html", "/"),
        ("tide.example/a.html?cid=6a00d8.html", f"{TIDE}/a.html?cid=6a00d8"),
        ("tide.example/a.html@cid=6a00d8.html", f"{TIDE}/a.html?cid=6a00d8"),
        ("tide.example/a.html%3fcid=6a00d8", f"{TIDE}/a.html?cid=6a00d8"),
        ("tide.example/index.html?no_prefetch=1.html", f"{TIDE}/?no_prefetch=1"),
        ("tide.example/t/harbour.php?p=12.html", f"{TIDE}/t/harbour.php?p=12"),
        ("tide.example/t/harbour.php.html", f"{TIDE}/t/harbour.php"),
        ("tide.example/a.html.1", f"{TIDE}/a.html"),
        ("tide.example/a.html.orig", f"{TIDE}/a.html"),
        ("tide.example/caf%C3%A9.html", f"{TIDE}/caf%C3%A9.html"),
        ("tide.example/café.html", f"{TIDE}/caf%C3%A9.html"),
        ("tide.example/caf%E9.html", f"{TIDE}/caf%E9.html"),
        ("tide.example/two words.html", f"{TIDE}/two%20words.html"),
        ("tide.example/marta@sea.html", f"{TIDE}/marta@sea.html"),
        ("tide.example/.a/6a00d8-800wi", f"{TIDE}/.a/6a00d8-800wi"),
    ],
)
def test_a_name_gives_the_address(name: str, address: str) -> None:
    assert address_of(name) == address


@pytest.mark.parametrize(
    "name",
    [
        "web.archive.org/web/20210203040506/http:/tide.example/a.html",
        "web.archive.org/web/20210203040506id_/https:/tide.example/a.html",
        "web/20210203040506/http%3A/tide.example/a.html",
        "pack/20210203040506/tide.example/a.html",
        "websites/tide.example/20210203040506/a.html",
    ],
)
def test_a_name_from_the_wayback_machine_gives_the_moment_too(name: str) -> None:
    plain, at = unstamped(name)
    assert (address_of(plain), f"{at:%F %T}") == (f"{TIDE}/a.html", "2021-02-03 04:05:06")


@pytest.mark.parametrize("name", ["tide.example/20219999999999/a.html", "tide.example/2021/a.html", "20210203040506"])
def test_other_numbers_are_no_moments(name: str) -> None:
    assert unstamped(name)[1] is None


@pytest.mark.parametrize(
    ("copy", "original"),
    [
        ("https://web.archive.org/web/20210203040506/http://tide.example/a.html?b=1", f"{TIDE}/a.html?b=1"),
        ("http://web.archive.org/web/20210203040506im_/http:/tide.example/a.gif", f"{TIDE}/a.gif"),
        ("https://wayback.archive-it.org/1234/20210203040506/http://tide.example/", f"{TIDE}/"),
        ("http://web.archive.org/web/20210203040506/tide.example/", f"{TIDE}/"),
    ],
)
def test_an_address_of_a_copy_gives_that_of_the_original(copy: str, original: str) -> None:
    found = original_of(copy)
    assert found
    assert (found[0], f"{found[1]:%F %T}") == (original, "2021-02-03 04:05:06")


def test_other_addresses_are_of_no_copy() -> None:
    assert original_of("https://archive.org/about/") is None
    assert original_of("https://web.archive.org/web/changes.js") is None
