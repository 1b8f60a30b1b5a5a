"""Several programs at one web root: who comes first judges what is there, who goes last says that all is in order."""

import fcntl
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from pytest_django import Settings

from tertulia.publishing import start
from tertulia.publishing.flush import store
from tertulia.publishing.store import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def another(pages: Path) -> Iterator[IO[str]]:
    """Another program, such as a server, that has begun before us."""
    start.begin()
    [held] = start._held
    start._held.clear()
    yield held
    held.close()


def keep_a_page() -> None:
    page = Page("/harbour/", [("Content-Type", "text/html")], b"<p>Hello", frozenset({"weblog:1"}))
    assert store().put(page, lambda page: True)


def is_kept() -> bool:
    return store().get("/harbour/") is not None


def test_who_comes_second_trusts_what_the_first_one_keeps(another: IO[str]) -> None:
    keep_a_page()
    start.begin()
    assert is_kept()
    start.end()
    assert is_kept()


def test_only_who_goes_last_says_that_all_is_in_order(another: IO[str], pages: Path) -> None:
    start.begin()
    start.end()
    assert not (pages / "in-order").exists()
    start.begin()
    another.close()
    start.end()
    assert (pages / "in-order").exists()


def test_a_crash_of_both_is_a_crash(another: IO[str]) -> None:
    start.begin()
    keep_a_page()
    another.close()
    start._held.pop().close()
    start.begin()
    assert not is_kept()


def test_pages_for_another_origin_are_told_from_ours(another: IO[str], settings: Settings) -> None:
    assert not start.is_made_otherwise()
    keep_a_page()
    settings.ORIGIN = "https://harbour.example"
    assert start.is_made_otherwise()
    start.begin()
    assert not is_kept()


def test_who_is_alone_makes_the_pages_as_it_likes(pages: Path, settings: Settings) -> None:
    start.begin()
    start.end()
    settings.ORIGIN = "https://harbour.example"
    assert not start.is_made_otherwise()


def test_who_comes_waits_until_the_first_one_has_judged(another: IO[str]) -> None:
    fcntl.flock(another, fcntl.LOCK_UN)
    fcntl.flock(another, fcntl.LOCK_EX)
    with (store().root / "open").open() as lock, pytest.raises(BlockingIOError):
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
