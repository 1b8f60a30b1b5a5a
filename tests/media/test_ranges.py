"""A player asks for the part of a film that it needs."""

import io
from itertools import pairwise

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tertulia.media.file import File
from tertulia.media.storing import store

pytestmark = pytest.mark.django_db
CONTENT = b"ID3" + bytes(range(256)) * 1000
LENGTH = len(CONTENT)


@pytest.fixture
def sound() -> str:
    """The address of a recording."""
    kept = store(lambda: io.BytesIO(CONTENT), "tide.mp3")
    assert isinstance(kept, File)
    return kept.url


def body(answer: HttpResponseBase) -> bytes:
    return b"".join(answer)


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=100-70000", 100, 70_000),
        ("bytes=256000-", 256_000, LENGTH - 1),
        ("bytes=-500", LENGTH - 500, LENGTH - 1),
        (f"bytes=-{LENGTH + 9}", 0, LENGTH - 1),
        ("bytes=5-99999999", 5, LENGTH - 1),
    ],
)
def test_a_part_is_answered_as_a_part(client: Client, sound: str, wanted: str, first: int, last: int) -> None:
    answer = client.get(sound, headers={"Range": wanted})
    assert (answer.status_code, body(answer)) == (206, CONTENT[first : last + 1])
    assert answer["Content-Range"] == f"bytes {first}-{last}/{LENGTH}"
    assert answer["Content-Length"] == str(last + 1 - first)
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("audio/mpeg", "nosniff")
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("wanted", [f"bytes={LENGTH}-", "bytes=-0", f"bytes={LENGTH + 5}-{LENGTH + 9}"])
def test_a_part_beyond_the_end_is_refused(client: Client, sound: str, wanted: str) -> None:
    answer = client.get(sound, headers={"Range": wanted})
    assert (answer.status_code, answer["Content-Range"], body(answer)) == (416, f"bytes */{LENGTH}", b"")


@pytest.mark.parametrize("wanted", ["bytes=9-5", "bytes=", "bytes=-", "lines=1-2", "bytes=0-1,5-9", "bytes=x-y", ""])
def test_what_says_no_part_that_is_answered_gets_the_whole(client: Client, sound: str, wanted: str) -> None:
    answer = client.get(sound, headers={"Range": wanted})
    assert (answer.status_code, body(answer), answer["Accept-Ranges"]) == (200, CONTENT, "bytes")


def test_who_has_a_part_of_this_file_gets_the_next_and_who_has_another_the_whole(client: Client, sound: str) -> None:
    whole = client.get(sound)
    date = whole["Last-Modified"]
    assert body(whole) == CONTENT
    same = client.get(sound, headers={"Range": "bytes=10-19", "If-Range": date})
    assert (same.status_code, body(same)) == (206, CONTENT[10:20])
    for other in ("Mon, 07 Aug 2017 07:00:00 GMT", '"an-etag"', ""):
        answer = client.get(sound, headers={"Range": "bytes=10-19", "If-Range": other})
        assert (answer.status_code, body(answer)) == (200, CONTENT)


def test_head_tells_of_the_whole(client: Client, sound: str) -> None:
    answer = client.head(sound, headers={"Range": "bytes=0-9"})
    assert body(answer) == b""
    assert (answer.status_code, answer["Content-Length"], answer["Accept-Ranges"]) == (200, str(LENGTH), "bytes")


class AnyParts(TestCase):
    @settings(max_examples=30, deadline=None)
    @given(st.lists(st.integers(1, LENGTH - 1), max_size=5))
    def test_parts_one_after_another_are_the_whole(self, cuts: list[int]) -> None:
        kept = store(lambda: io.BytesIO(CONTENT), "tide.mp3")
        ends = sorted({0, LENGTH, *cuts})
        parts = [
            body(self.client.get(kept.url, headers={"Range": f"bytes={start}-{end - 1}"}))
            for start, end in pairwise(ends)
        ]
        assert b"".join(parts) == CONTENT
