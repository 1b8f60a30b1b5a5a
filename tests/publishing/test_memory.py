"""What is kept in memory of stored pages is never another page than the one on disk."""

from pathlib import Path

import pytest

from tertulia.publishing.memory import Memory, mark_of
from tertulia.publishing.store import Page, Store


def test_a_file_is_read_once_while_it_is_the_same(tmp_path: Path) -> None:
    memory, file = Memory(), tmp_path / "page"
    file.write_bytes(b"hello")
    mark = mark_of(file)
    assert memory.read(file, mark) == b"hello"
    file.unlink()
    assert memory.read(file, mark) == b"hello"
    with pytest.raises(FileNotFoundError):
        mark_of(file)


def test_another_mark_is_read_anew(tmp_path: Path) -> None:
    memory, file = Memory(), tmp_path / "page"
    for content in (b"hello", b"goodbye"):
        file.write_bytes(content)
        assert memory.read(file, (1, len(content))) == content


def test_memory_has_an_end_and_lets_go_of_the_oldest(tmp_path: Path) -> None:
    memory, files = Memory(most=25), [tmp_path / str(number) for number in range(5)]
    for file in files:
        file.write_bytes(b"x" * 10)
        memory.read(file, (1, 1))
    assert memory.size == 20
    for file in files:
        file.unlink()
    assert memory.read(files[4], (1, 1))
    with pytest.raises(FileNotFoundError):
        memory.read(files[0], (1, 1))


def test_a_page_that_another_process_made_anew_is_seen_at_once(tmp_path: Path) -> None:
    ours, theirs = Store(tmp_path), Store(tmp_path)
    for body in (b"old", b"new"):
        page = Page("/a/", [("Content-Type", "text/html")], body, frozenset({"post:1"}))
        theirs.put(page, lambda page: True)
        found = ours.get("/a/")
        assert found is not None
        assert found.body() == body
        assert found.headers == [("Content-Type", "text/html")]
        theirs.flush(["post:1"])
        assert ours.get("/a/") is None
