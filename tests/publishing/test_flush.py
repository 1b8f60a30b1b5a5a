"""A flush that meets a broken disk: nothing stale is left where that is possible, and else it is tried until it is."""

from pathlib import Path

import pytest
from django.db import transaction

from tertulia.publishing import flush
from tertulia.publishing.flush import finish_failed, finish_of_the_dead, store
from tertulia.publishing.store import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def root(pages: Path) -> Path:
    """A web root with two pages."""
    for path, tag in (("/harbour/a.html", "post:1"), ("/harbour/b.html", "post:2")):
        page = Page(path, [("Content-Type", "text/html")], b"<p>Hello", frozenset({tag}))
        assert store().put(page, lambda page: True)
    return pages


def stored() -> list[str]:
    return sorted(file.name for file in store().web.rglob("*.html") if file.is_file())


def in_the_way(file: Path) -> Path:
    """A folder in place of a file: whatever opens or removes the file fails, for root too."""
    file.rename(file.with_name("aside"))
    file.mkdir()
    return file


def test_a_flush_that_is_not_possible_is_made_up_for_as_soon_as_it_is(root: Path) -> None:
    obstacle = in_the_way(root / "lock")
    flush.after_commit(["post:1"])
    assert stored() == ["a.html", "b.html"]
    with pytest.raises(IsADirectoryError):
        finish_failed()
    obstacle.rmdir()
    assert finish_failed() == 1
    assert stored() == ["b.html"]
    assert finish_failed() == 0


def test_what_a_process_could_not_flush_is_flushed_after_its_death_at_the_latest(root: Path) -> None:
    obstacle = in_the_way(root / "lock")
    flush.after_commit(["post:1"])
    obstacle.rmdir()
    [failed] = (root / "intents").glob("*/failed-*")
    (failed.parent / "lock").unlink()
    (failed.parent / "lock").touch()
    assert finish_of_the_dead() == 1
    assert stored() == ["b.html"]


def test_where_one_page_cannot_be_removed_all_are(root: Path) -> None:
    in_the_way(root / "web" / "harbour" / "a.html")
    flush.after_commit(["post:1"])
    assert stored() == []
    assert store().get("/harbour/b.html") is None
    assert finish_failed() == 0


def test_a_flush_that_works_leaves_nothing_to_be_done(root: Path) -> None:
    flush.after_commit(["post:2"])
    assert stored() == ["a.html"]
    assert (finish_failed(), finish_of_the_dead()) == (0, 0)
    assert announced(root) == [[]]


def test_an_intent_is_written_over_one_that_was_carried_out(root: Path) -> None:
    flush.after_commit(["post:1", "a tag with a long name, so that the next one is shorter"])
    with transaction.atomic():
        flush.after_commit(["post:2"])
        assert announced(root) == [["post:2"]]
        assert stored() == ["b.html"]
    assert announced(root) == [[]]
    assert stored() == []


def announced(root: Path) -> list[list[str]]:
    return [flush._tags_in(file) for file in (root / "intents").glob("*/*") if file.name != "lock"]
