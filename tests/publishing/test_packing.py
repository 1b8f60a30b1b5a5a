"""Pages that have lived a little are compressed once more: the same page, in fewer bytes."""

import gzip
import os
import time
from pathlib import Path

import brotli
import pytest
from pytest_django import Settings

from tertulia.publishing import packing
from tertulia.publishing.answering import Asked
from tertulia.publishing.flush import store as own_store
from tertulia.publishing.shelf import Shelf
from tertulia.publishing.store import Page, Store

WORDS = " ".join(f"word {number * number % 9973}" for number in range(3000)).encode()
LATER = time.time() + 1_000_000


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def put(store: Store, path: str = "/a/", body: bytes = WORDS) -> None:
    page = Page(path, [("Content-Type", "text/html")], body, frozenset({f"tag:{path}"}))
    assert store.put(page, lambda page: True)


def sizes(store: Store, path: str = "/a/") -> tuple[int, int]:
    page = store.get(path)
    assert page is not None
    packed, zipped = page.body("br"), page.body("gzip")
    assert page.body() == brotli.decompress(packed) == gzip.decompress(zipped)
    return len(packed), len(zipped)


def test_a_packed_page_is_the_same_page_in_fewer_bytes(store: Store) -> None:
    put(store)
    before, quick = store.get("/a/"), sizes(store)
    assert packing.pack(store, before=LATER) == 1
    after, tight = store.get("/a/"), sizes(store)
    assert tight < quick
    assert tight[1] < quick[1]
    assert before is not None
    assert after is not None
    assert (before.etag, before.headers, before.modified) == (after.etag, after.headers, after.modified)


def test_a_page_is_packed_once(store: Store) -> None:
    put(store)
    assert [packing.pack(store, before=LATER) for _ in range(2)] == [1, 0]
    put(store, body=WORDS + b"!")
    assert packing.pack(store, before=LATER) == 1


def test_a_page_that_is_new_is_let_live_first(store: Store) -> None:
    put(store)
    assert packing.pack(store, before=time.time() - packing.LIVED) == 0


def test_who_has_the_page_in_memory_gets_the_packed_one_next_time(store: Store) -> None:
    put(store)
    shelf = Shelf(store)
    answers = []
    for _ in range(2):
        kept = shelf.find("/a/")
        assert kept is not None
        answers.append(shelf.answer(kept, Asked(accept_encoding="br")))
        packing.pack(store, before=LATER)
    assert len(answers[1].body) < len(answers[0].body)
    headers = [dict(answer.headers) for answer in answers]
    assert headers[0]["ETag"] == headers[1]["ETag"]
    assert headers[0]["ETag"].startswith("W/")


def test_who_has_the_quick_one_has_the_packed_one(store: Store) -> None:
    put(store)
    shelf = Shelf(store)
    kept = shelf.find("/a/")
    assert kept is not None
    known = dict(shelf.answer(kept, Asked(accept_encoding="br")).headers)["ETag"]
    packing.pack(store, before=LATER)
    again = shelf.find("/a/")
    assert again is not None
    assert shelf.answer(again, Asked(accept_encoding="br", if_none_match=known)).status.startswith("304")


def test_a_page_that_was_flushed_while_it_was_packed_stays_away(store: Store) -> None:
    put(store)
    page = store.get("/a/")
    assert page is not None
    store.flush(["tag:/a/"])
    assert store.pack(page, {".br": b"", ".gz": b""}) is False
    assert [file for file in store.web.rglob("*") if file.is_file()] == []
    put(store, body=b"new")
    assert store.pack(page, {".br": b"", ".gz": b""}) is False
    assert sizes(store)


def test_each_round_has_an_end_and_at_least_one_page(store: Store) -> None:
    for number in range(3):
        put(store, f"/{number}/")
    assert [packing.pack(store, before=LATER, seconds=0) for _ in range(4)] == [1, 1, 1, 0]


def test_what_was_flushed_is_forgotten(store: Store) -> None:
    put(store)
    store.flush(["tag:/a/"])
    assert packing.pack(store, before=LATER) == 0
    assert list(store.loose.iterdir()) == []


def test_nothing_is_packed_where_nothing_is_stored(pages: Path, settings: Settings) -> None:
    put(own_store())
    for entry in own_store().loose.iterdir():
        os.utime(entry, (0, 0))
    settings.STORED_PAGES = 0
    assert packing.pack_settled() == 0
    settings.STORED_PAGES = 1
    assert packing.pack_settled() == 1
