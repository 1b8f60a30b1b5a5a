"""Pages that readers ask for are made again after a flush before the next reader comes; others wait for theirs."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from pytest_django import Settings

from tertulia.conversation.posting import Submission, post_comment
from tertulia.publishing import refill as refilling
from tertulia.publishing.answering import Asked
from tertulia.publishing.flush import store
from tertulia.publishing.front import Front
from tertulia.publishing.refill import note, refill, refill_asked
from tertulia.publishing.shelf import FADES_AFTER, Shelf
from tertulia.weblog.post import Post
from tertulia.weblog.writing import unpublish
from tests.cast import Cast, gather, published_post
from tests.publishing.readers import read

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return gather()


@pytest.fixture
def posts(cast: Cast) -> list[str]:
    """The paths of three posts."""
    return [published_post(cast.weblog, title).path or "" for title in ("Storm", "Mud", "Tolls")]


class Counted:
    """The application, and what it was asked for."""

    def __init__(self) -> None:
        self.application, self.paths = WSGIHandler(), list[str]()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        self.paths.append(environ["PATH_INFO"])
        return self.application(environ, start_response)


@pytest.fixture
def counted(pages: Path, monkeypatch: pytest.MonkeyPatch) -> Counted:
    monkeypatch.setattr(refilling, "_refused", {})
    return Counted()


@pytest.fixture
def front(counted: Counted) -> Front:
    return Front(counted, store())


def asks(front: Front, path: str, times: int = 1) -> None:
    for _ in range(times):
        assert read(front, path).status == 200


def say(cast: Cast, path: str) -> None:
    post = Post.objects.get(path=path)
    post_comment(post, Submission(name="Marta", text="I was there.", user=cast.host.user))


def refilled(front: Front, **options: float) -> list[str]:
    """What was missing and is stored now."""
    assert front.renderer is not None
    before = set(store().paths())
    made = refill(front.renderer, **options)
    after = set(store().paths())
    assert made == len(after - before)
    return sorted(after - before)


def tell(front: Front) -> None:
    assert front.shelf is not None
    note(front.shelf)


def test_a_page_that_is_asked_for_is_made_again_with_what_was_written(
    front: Front, cast: Cast, posts: list[str]
) -> None:
    asks(front, posts[0])
    tell(front)
    assert refilled(front) == []
    say(cast, posts[0])
    assert refilled(front) == [posts[0]]
    page = store().get(posts[0])
    assert page is not None
    assert b"I was there." in page.body()


def test_a_page_that_nobody_asks_for_waits_for_its_reader(front: Front, counted: Counted, posts: list[str]) -> None:
    assert front.renderer is not None
    asks(front, posts[0])
    tell(front)
    front.renderer.page(posts[1])
    store().wipe()
    assert refilled(front) == [posts[0]]
    for _ in range(FADES_AFTER):
        tell(front)
    store().wipe()
    assert refilled(front) == []


def test_what_is_asked_for_most_is_made_first_and_not_all_at_once(
    front: Front, counted: Counted, posts: list[str]
) -> None:
    for path, times in zip(posts, (2, 9, 5), strict=True):
        asks(front, path, times)
    tell(front)
    store().wipe()
    counted.paths.clear()
    for _ in range(4):
        refilled(front, seconds=0)
    assert counted.paths == [posts[1], posts[2], posts[0]]


def test_what_several_processes_are_asked_for_is_made_in_turn(front: Front, counted: Counted, posts: list[str]) -> None:
    ours, theirs = Shelf(store()), Shelf(store())
    asks(front, posts[0])
    asks(front, posts[1])
    for shelf, path in ((ours, posts[0]), (theirs, posts[1])):
        kept = shelf.find(path)
        assert kept is not None
        shelf.answer(kept, Asked())
        note(shelf)
        file = store().root / "asked" / f"{os.getpid()}.json"
        file.rename(file.with_name(f"{path[-8:]}.json"))
    store().wipe()
    assert refilled(front) == sorted(posts[:2])


def test_a_page_that_was_taken_back_is_asked_for_once(front: Front, counted: Counted, posts: list[str]) -> None:
    asks(front, posts[0])
    tell(front)
    unpublish(Post.objects.get(path=posts[0]), actor=None)
    counted.paths.clear()
    assert [refilled(front), refilled(front)] == [[], []]
    assert counted.paths == [posts[0]]


def test_what_a_process_said_long_ago_is_forgotten(front: Front, posts: list[str]) -> None:
    asks(front, posts[0])
    tell(front)
    [file] = (store().root / "asked").iterdir()
    os.utime(file, (0, 0))
    store().wipe()
    assert refilled(front) == []
    assert not file.exists()


def test_the_worker_asks_the_front_of_this_program(
    front: Front, posts: list[str], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks(front, posts[0])
    tell(front)
    store().wipe()
    settings.WSGI_APPLICATION = f"{__name__}.doorless"
    assert refill_asked() == 0
    monkeypatch.setattr(f"{__name__}.own_front", front)
    settings.WSGI_APPLICATION = f"{__name__}.own_front"
    assert refill_asked() == 1


# As with TERTULIA_STORED_PAGES=0.
doorless = Front(WSGIHandler(), None)
own_front: Front | None = None
