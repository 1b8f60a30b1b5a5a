"""Queries that mean nothing here are taken out of addresses; all others are left as they are."""

from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.publishing.noise import clean_address, without_noise

NOISE = ["utm_source=feed", "utm_medium", "UTM_Campaign=x%26y", "no_prefetch=1", "fbclid=IwAR0", "gclid=", "mc%5Feid=1"]
MEANT = ["q=storm", "page=2", "cid=6a00d83451b", "", "=", "a=b=c", "%", "ref=harbour", "noprefetch=1", "q=utm_source"]

lists = st.lists(st.sampled_from(NOISE + MEANT) | st.text(st.characters(codec="ascii"), max_size=8), max_size=6)


@pytest.mark.parametrize(
    ("query", "clean"),
    [
        ("utm_source=feed&utm_medium=rss", ""),
        ("no_prefetch=1", ""),
        ("q=storm&fbclid=IwAR0&page=2", "q=storm&page=2"),
        ("cid=6a00d83451b&no_prefetch=1", "cid=6a00d83451b"),
        ("since=19&utm_source=feed", "since=19"),
        ("", None),
        ("cid=6a00d83451b", None),
        ("ref=harbour", None),
        ("q=utm_source", None),
    ],
)
def test_noise_is_taken_out(query: str, clean: str | None) -> None:
    assert without_noise(query) == clean


@given(lists)
def test_what_is_clean_is_left_alone_for_ever(parts: list[str]) -> None:
    clean = without_noise("&".join(parts))
    assert clean is None or without_noise(clean) is None


@given(st.lists(st.sampled_from(MEANT), max_size=4), st.lists(st.tuples(st.integers(0, 4), st.sampled_from(NOISE))))
def test_what_was_meant_stays_as_it_was_written(meant: list[str], noise: list[tuple[int, str]]) -> None:
    parts = [*meant]
    for place, added in noise:
        parts.insert(place, added)
    assert without_noise("&".join(parts)) == ("&".join(meant) if noise else None)


@given(st.text(max_size=20).map(lambda text: f"/{text}"), lists)
def test_a_reader_is_sent_to_the_same_path_here_and_never_elsewhere(path: str, parts: list[str]) -> None:
    address = clean_address(path, "&".join(parts))
    if address is not None:
        there = urlsplit(address)
        assert (there.scheme, there.netloc, there.fragment) == ("", "", "")
        assert unquote(there.path) == path
        assert not any(name.lower().startswith("utm_") for name, _value in parse_qsl(there.query))


def test_two_slashes_lead_to_no_other_host() -> None:
    assert clean_address("//evil.example/", "utm_source=x") is None
    assert clean_address("/журнал/", "utm_source=x") == "/%D0%B6%D1%83%D1%80%D0%BD%D0%B0%D0%BB/"
