"""kill -9 between a commit and its flush, or in the middle of storing: afterwards nothing stale is served."""

import gzip
import os
import signal
import subprocess
import sys
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from pytest_django import Settings

from tertulia.publishing import flush, packing, start
from tertulia.publishing.flush import finish_of_the_dead, store
from tertulia.publishing.front import Front
from tertulia.publishing.store import Page, Store
from tertulia.weblog.post import Post
from tests.cast import gather, published_post
from tests.publishing.readers import read

pytestmark = pytest.mark.django_db(transaction=True)

_DIES = """
import os, signal, sys
from pathlib import Path
from tertulia.publishing import flush, packing, store
root, step = Path(sys.argv[1]), sys.argv[2]
counted = 0
def die(*arguments, **options):
    os.kill(os.getpid(), signal.SIGKILL)
"""

_STORING = (
    _DIES
    + """
def counting(original):
    def step_or_die(*arguments):
        global counted
        if counted == int(step):
            die()
        counted += 1
        original(*arguments)
    return step_or_die
store.replace, store.link = counting(store.replace), counting(store.link)
page = store.Page("/a/", [("Content-Type", "text/html")], b"hello", frozenset({"post:1", "weblog:1"}))
store.Store(root).put(page, lambda page: True)
"""
)

_PACKING = (
    _DIES
    + """
def replace(*arguments, original=store.replace):
    global counted
    if counted == int(step):
        die()
    counted += 1
    original(*arguments)
kept = store.Store(root)
page = store.Page("/a/", [("Content-Type", "text/html")], b"hello" * 100, frozenset({"post:1", "weblog:1"}))
kept.put(page, lambda page: True)
store.replace = replace
packing.pack(kept, before=1e12)
"""
)

_FLUSHING = (
    _DIES
    + """
def unlink(self, missing_ok=False, original=Path.unlink):
    global counted
    if counted == int(step):
        die()
    counted += 1
    original(self, missing_ok=missing_ok)
Path.unlink = unlink
from django.conf import settings
settings.configure(PAGES_ROOT=root, DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}})
import django
django.setup()
flush.after_commit(["post:1"])
"""
)


def run_until_it_dies(script: str, root: Path, step: int) -> bool:
    """Whether it died at that step, rather than came to its end."""
    done = subprocess.run(
        [sys.executable, "-c", script, str(root), str(step)], check=False, cwd=settings.PACKAGE.parent
    )
    assert done.returncode in (0, -signal.SIGKILL)
    return done.returncode == -signal.SIGKILL


def page(*tags: str) -> Page:
    return Page("/a/", [("Content-Type", "text/html")], b"hello", frozenset(tags))


def files(store: Store) -> list[str]:
    return [file.name for file in store.web.rglob("*.html")]


def test_a_process_killed_while_it_stores_leaves_no_page_that_a_flush_cannot_find(tmp_path: Path) -> None:
    step = 0
    while run_until_it_dies(_STORING, tmp_path / str(step), step):
        store = Store(tmp_path / str(step))
        found = store.get("/a/")
        assert found is None or found.body("br") is not None
        store.flush(["post:1"])
        assert files(store) == []
        step += 1
    assert step == 7


def test_a_process_killed_while_it_packs_leaves_the_same_page(tmp_path: Path) -> None:
    step = 0
    while run_until_it_dies(_PACKING, tmp_path / str(step), step):
        store = Store(tmp_path / str(step))
        found = store.get("/a/")
        assert found is not None
        assert {found.body(), gzip.decompress(found.body("gzip")), brotli.decompress(found.body("br"))} == {
            b"hello" * 100
        }
        assert packing.pack(store, before=1e12) == 1
        assert store.flush(["post:1"]) == 1
        assert files(store) == []
        step += 1
    assert step == 3


def test_a_process_killed_while_it_flushes_is_finished_by_the_next(tmp_path: Path, settings: Settings) -> None:
    step = 0
    while True:
        settings.PAGES_ROOT = tmp_path / str(step)
        store().put(page("post:1", "weblog:1"), lambda page: True)
        if not run_until_it_dies(_FLUSHING, settings.PAGES_ROOT, step):
            break
        assert finish_of_the_dead() == 1
        assert files(store()) == []
        assert store().get("/a/") is None
        step += 1
    assert step >= 5


def test_the_living_are_left_alone(pages: Path) -> None:
    store().put(page("post:1"), lambda page: True)
    flush._folder_of(os.getpid(), pages)
    assert finish_of_the_dead() == 0
    assert store().get("/a/") is not None


@pytest.fixture
def post(transactional_db: None) -> Post:
    return published_post(gather().weblog, "Storm")


def test_after_an_orderly_end_the_pages_are_still_there(front: Front, post: Post) -> None:
    start.begin()
    read(front, post.path or "")
    start.end()
    start.begin()
    assert store().get(post.path or "") is not None


@pytest.mark.parametrize("what", ["crash", "other origin", "write while it stood still"])
def test_after_anything_else_they_are_made_anew(front: Front, post: Post, settings: Settings, what: str) -> None:
    start.begin()
    read(front, post.path or "")
    if what != "crash":
        start.end()
    if what == "other origin":
        settings.ORIGIN = "https://harbour.example"
    if what == "write while it stood still":
        settings.FLUSHER = f"{__name__}.forgetful"
        published_post(post.weblog, "Mud")
    start.begin()
    assert list(store().paths()) == []


def forgetful(tags: list[str]) -> None:
    """A database that was put back from a backup flushes nothing."""


def test_the_folder_of_a_process_says_whose_it_is(pages: Path) -> None:
    assert flush._folder_of(os.getpid(), pages).name.startswith(f"{os.getpid()}-")
