"""An address is taken apart in one way only, and what could be read in another is refused."""

import socket
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.lib.outgoing.errors import Refused
from tertulia.lib.outgoing.policy import Policy
from tertulia.lib.outgoing.target import target

RULES = Policy(is_on=True, ports=frozenset({80, 443}), networks=())


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/",
        "http://017700000001/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://127.0.1/",
        "http://127.0.0.01/",
        "http://1.2.3.4.5/",
        "http://256.1.1.1/",
        "http://example.0x7f/",
        "http://example.1/",
        "http://[::1%25eth0]/",
        "http://[fe80::1%eth0]/",
        "http://[v1.x]/",
        "http://[::1/",
        "http://①②⑦.1/",
        "http://user@example.org/",
        "http://user:secret@example.org/",
        "http://@example.org/",
        "http://example.org:22/",
        "http://example.org:0/",
        "http://example.org:65536/",
        "http://example.org:http/",
        "http://exa mple.org/",
        "http://example.org\\@127.0.0.1/",
        "http:\\\\example.org/",
        "http://exam\tple.org/",
        "http://example.org/\r\nX: y",
        "http://-example.org/",
        "http://exa%6dple.org/",
        "http://example..org/",
        "http://.example.org/",
        f"http://{'a' * 64}.org/",
        "http:///path",
        "http://",
        "//example.org/",
        "example.org",
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://example.org/" + "x" * 2000,
    ],
)
def test_what_is_no_plain_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(Refused):
        target(url, RULES)


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("http://example.org.:80/a?b#c", "http://example.org/a?b"),
        ("https://example.org:443/ä/x y?q=ß", "https://example.org/%C3%A4/x%20y?q=%C3%9F"),
        ("https://bücher.example/%7Ea", "https://xn--bcher-kva.example/%7Ea"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
        ("http://１２７.0.0.1/", "http://127.0.0.1/"),
        ("http://[2606:4700:0::1111]/", "http://[2606:4700::1111]/"),
        ("http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/"),
        ("https://example.org:80/", "https://example.org:80/"),
    ],
)
def test_an_address_is_asked_for_in_one_form(url: str, asked: str) -> None:
    assert target(url, RULES).url == asked
    assert target(asked, RULES) == target(url, RULES)


@given(st.text(st.sampled_from("0123456789abcdefx.٣７０"), min_size=1, max_size=20))
def test_no_host_name_is_a_number_to_others(host: str) -> None:
    """What the C library would read as an IPv4 address is one for us, too, or is refused."""
    try:
        found = target(f"http://{host}/", RULES)
    except Refused:
        return
    try:
        packed = socket.inet_aton(found.host)
    except OSError:
        return
    assert socket.inet_ntoa(packed) == found.host


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(words: str) -> None:
    with suppress(Refused):
        found = target(f"http://{words}", RULES)
        assert found.url.isascii()
        assert not set(found.url) & set(" \r\n\t\\")
        assert "@" not in found.host
