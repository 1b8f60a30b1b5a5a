"""Host names in what people type."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.lib.hosts import host_of, hosts_in, is_below


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("https://Example.org/a", "example.org"),
        ("https://user:word@example.org:81/", "example.org"),
        ("//example.org.", "example.org"),
        ("example.org", "example.org"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("https://example。org", "example.org"),
        ("http://[::1]/", "::1"),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_a_host_is_read_as_a_browser_reads_it(typed: str, host: str) -> None:
    assert host_of(typed) == host


@given(st.from_regex(r"[a-z]{1,8}(\.[a-z]{2,8}){1,3}", fullmatch=True), st.from_regex(r"[a-z]{1,8}", fullmatch=True))
def test_what_stands_before_a_dot_belongs_to_a_domain_and_what_is_joined_to_it_does_not(host: str, more: str) -> None:
    assert is_below(f"{more}.{host}", host)
    assert is_below(host, host)
    assert not is_below(f"{more}{host}", host)
    assert hosts_in(f"See (https://{more}.{host}/x), please") == {f"{more}.{host}"}


@pytest.mark.parametrize("piece", ["/", "a.", "http:", "http://a", "<a", "a" * 63 + ".", "\\"])
def test_reading_takes_as_long_as_the_text(piece: str) -> None:
    began = process_time()
    hosts_in(piece * (64_000 // len(piece)))
    assert process_time() - began < 2
