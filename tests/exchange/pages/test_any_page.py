"""Whatever is in a page: it is read in bounded time and memory, or it is none of ours."""

import resource
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.exchange.readers.pages.feed import read_feed
from tertulia.exchange.readers.pages.reading import read_page
from tertulia.exchange.readers.pages.thread import read_thread
from tertulia.exchange.records import BrokenExport
from tests.examples import examples
from tests.exchange.pages.writing_pages import OLD, STORM, conversation, entry, page, said

_SEEDS = [page(entry(), conversation(said(), said(number=2, old="12"))), OLD]
# fmt: off
_SCRAPS = st.sampled_from([
    b"<", b">", b"</div>", b"<div class='comment' id='comment-1'>", b"<!--", b"-->", b"\0", b"\xff\xfe", b"&#0;",
    b"<script>", b"<p class=posted>", b"<a id=comments>", b"href='http://[x'", b"2017/99/", b"<template>", b"<svg>",
    b"\"", b"'", b"<title>", b"&quot;", b"<h3>", b"data-cfemail='zz'", b"<pre>", b"99/99/9999 at 77:77",
    b"<table>", b"<form>", b"\xe9",
])
# fmt: on
_CHANGE = st.tuples(st.integers(0, 6000), st.integers(0, 80), st.one_of(_SCRAPS, st.binary(max_size=20)))


@settings(max_examples=examples(300), deadline=None)
@given(st.sampled_from(_SEEDS), st.lists(_CHANGE, max_size=8), st.sampled_from([STORM, "", "/x", "http://[", "%"]))
def test_no_bytes_whatever_do_more_than_make_a_page(
    seed: bytes, changes: list[tuple[int, int, bytes]], url: str
) -> None:
    for place, length, scrap in changes:
        seed = seed[:place] + scrap + seed[place + length :]
    assert read_page(seed, url).kind
    assert read_thread(seed, url).kind
    with suppress(BrokenExport):
        assert read_feed(seed, url).kind


@pytest.mark.parametrize(
    "inner",
    [
        b"<div>" * 100_000,
        b"<blockquote>" * 100_000,
        b"<ul><li>" * 100_000,
        b"".join(b"<font size=%d>" % n for n in range(100_000)) + b"<p>x" * 10_000,
        b'<p title="' + b"x" * 1_000_000 + b'">',
        b"<p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">",
        b"<!--" * 500_000,
        b"<p>" * 1_000_000,
    ],
    ids=["divs", "quotes", "lists", "fonts", "attribute", "attributes", "comments", "paragraphs"],
)
def test_what_is_meant_to_do_harm_ends_soon(inner: bytes) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    found = read_page(page(entry(body=inner.decode()), conversation(said(inner.decode()))), STORM)
    assert time.process_time() - began < 20
    assert found.entries[0].title == "Storm"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 250_000
