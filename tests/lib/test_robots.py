"""What a site asks of programs is obeyed before anything is copied."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from tertulia.lib.outgoing.robots import NOTHING, allows, parse, rules_of
from tests.strangers import answer, stranger

TEXT = """
# For everybody
User-agent: *
Disallow: /private   # and what is below
Allow: /private/open
Disallow: /*.pdf$
Disallow: /a*b*c

user-agent: OTHER
User-Agent: Tertulia
Sitemap: http://example.org/sitemap.xml
Disallow: /nothing-of-this/
Disallow:
"""


def everybody() -> str:
    return TEXT.partition("user-agent: OTHER")[0]


@pytest.mark.parametrize(
    ("path", "is_allowed"),
    [
        ("/", True),
        ("/private", False),
        ("/private/x", False),
        ("/private/open/x", True),
        ("/x.pdf", False),
        ("/x.pdf?y", True),
        ("/a-b-c-d", False),
        ("/a-c-b", True),
    ],
)
def test_the_longest_rule_that_fits_decides(path: str, is_allowed: bool) -> None:
    assert allows(parse(everybody()), f"http://example.org{path}") == is_allowed


def test_a_group_that_names_us_is_ours_alone() -> None:
    rules = parse(TEXT)
    assert allows(rules, "http://example.org/private")
    assert not allows(rules, "http://example.org/nothing-of-this/x")


@given(st.text(st.sampled_from("/ab*$.\n:# "), max_size=60), st.text(st.sampled_from("/ab."), max_size=20))
def test_any_text_is_rules_or_none(words: str, path: str) -> None:
    rules = parse(f"User-agent: *\nDisallow: {words}")
    assert allows(rules, f"http://example.org/{path}") in (True, False)


@pytest.mark.parametrize(
    ("response", "is_allowed"),
    [
        (answer(b"User-agent: *\nDisallow: /"), False),
        (answer(b"User-agent: *\nDisallow: /x"), True),
        (answer(b"", "404 Not Found"), True),
        (answer(b"", "403 Forbidden"), True),
        (answer(b"", "503 Service Unavailable"), False),
        (answer(b"", "429 Too Many Requests"), False),
        (b"nonsense", False),
    ],
)
def test_a_site_that_says_nothing_is_told_from_one_that_fails(
    response: bytes, is_allowed: bool, near: Settings
) -> None:
    with stranger(response) as there:
        rules = rules_of(f"{there.origin}/page")
        assert allows(rules, f"{there.origin}/page") == is_allowed
    assert there.paths == ["/robots.txt"]


def test_a_site_that_cannot_be_asked_allows_nothing(near: Settings) -> None:
    with stranger(answer()) as there:
        pass
    assert rules_of(f"{there.origin}/page") == NOTHING
