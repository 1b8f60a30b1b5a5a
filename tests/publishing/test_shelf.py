"""What is kept in memory of stored pages is never another page than the one on disk."""

from pathlib import Path

import pytest

from tertulia.publishing.answering import Asked
from tertulia.publishing.shelf import Shelf
from tertulia.publishing.store import Page, Store

PLAIN = Asked()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def put(store: Store, path: str, body: bytes) -> None:
    assert store.put(Page(path, [("Content-Type", "text/html")], body, frozenset({f"tag:{path}"})), lambda page: True)


def read(shelf: Shelf, path: str) -> bytes | None:
    kept = shelf.find(path)
    return shelf.answer(kept, PLAIN).body if kept else None


def test_a_file_is_read_once_while_it_is_the_same(store: Store) -> None:
    shelf = Shelf(store)
    put(store, "/a/", b"hello")
    kept = shelf.find("/a/")
    assert kept is not None
    assert shelf.answer(kept, PLAIN).body == b"hello"
    again = shelf.find("/a/")
    assert again is kept
    assert shelf.answer(kept, PLAIN) is shelf.answer(again, PLAIN)


def test_a_page_that_another_process_made_anew_is_seen_at_once(tmp_path: Path, store: Store) -> None:
    shelf, theirs = Shelf(store), Store(tmp_path)
    for body in (b"old", b"new"):
        put(theirs, "/a/", body)
        assert read(shelf, "/a/") == body
        theirs.flush(["tag:/a/"])
        assert read(shelf, "/a/") is None
    assert shelf.size == 0


def test_a_page_that_was_flushed_before_it_was_read_is_not_taken_for_the_next_one(store: Store) -> None:
    shelf = Shelf(store)
    put(store, "/a/", b"old")
    kept = shelf.find("/a/")
    store.flush(["tag:/a/"])
    put(store, "/a/", b"new")
    assert kept is not None
    with pytest.raises(FileNotFoundError):
        shelf.answer(kept, PLAIN)
    assert read(shelf, "/a/") == b"new"


def test_the_shelf_has_an_end(store: Store) -> None:
    paths = [f"/{number}/" for number in range(5)]
    shelf = Shelf(store, most=3 * 510)
    for path in paths:
        put(store, path, b"x" * 10)
        read(shelf, path)
    assert shelf.size == 3 * 510
    assert [read(shelf, path) for path in paths] == [b"x" * 10] * 5


def test_a_page_larger_than_the_shelf_is_answered_all_the_same(store: Store) -> None:
    shelf = Shelf(store, most=600)
    put(store, "/large/", b"x" * 1000)
    assert read(shelf, "/large/") == b"x" * 1000
    assert shelf.size == 0


def test_what_is_asked_for_most_comes_first_and_is_forgotten_in_time(store: Store) -> None:
    shelf = Shelf(store)
    for path, times in (("/rare/", 1), ("/often/", 20)):
        put(store, path, b"x")
        for _ in range(times):
            read(shelf, path)
    assert read(shelf, "/nothing/") is None
    assert shelf.asked(5) == ["/often/", "/rare/"]
    assert shelf.asked(1) == ["/often/"]
    while "/rare/" in shelf.asked(5):
        pass
    assert shelf.asked(5) == ["/often/"]
