"""Paths that are left to the last line of urls.py are told apart as Django would."""

import pytest
from django.urls import Resolver404, resolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.lib.routes import is_for_last

_NAMES = "tide 2017 08 day-12.html comments 12 accounts login desk media tag page atom.xml archives.html search 0 . é"
_PARTS = st.sampled_from([*_NAMES.split(), "", "a\nb", "x y", "%41"])


def route_of(path: str) -> str:
    try:
        return str(resolve(path).route)
    except Resolver404:
        return ""


@settings(deadline=None)
@given(st.lists(_PARTS, max_size=6).map(lambda parts: "/" + "/".join(parts)) | st.text(max_size=20).map("/{}".format))
def test_what_is_left_to_the_last_line_is_what_django_leaves_to_it(path: str) -> None:
    if is_for_last(path):
        assert route_of(path) == "<path:address>"


@pytest.mark.parametrize("path", ["/tide/2017/08/day-12.html", "/x", "/a/b/c/d/", "/日/月", "/tide/2017/8/"])
def test_addresses_of_posts_are_left_to_it(path: str) -> None:
    assert is_for_last(path)


@pytest.mark.parametrize("path", ["/", "/tide/", "/tide/2017/08/", "/media/x", "/accounts/login/", "/a\nb"])
def test_others_are_asked_of_django(path: str) -> None:
    assert not is_for_last(path)
