"""Several weblogs in one uploaded file: the host says which, and nothing has to be sent again."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from tertulia.exchange import runs, turns
from tertulia.exchange.run import ImportRun, Stage
from tertulia.weblog.post import Post
from tests.cast import Cast
from tests.exchange.working import worked
from tests.exchange.writing_blogger import PNG, packed, taken, takeout

pytestmark = pytest.mark.django_db

PIER = "https://blogger.googleusercontent.com/img/b/R29/AVv/s320/pier.png"


def feed(name: str, number: int, body: str = "High water.") -> bytes:
    """The feed of a weblog with one post."""
    return takeout(taken(filename=f"/2018/03/{name}.html", number=number, body=body)).encode()


TWO = {
    "Takeout/Blogger/Blogs/The Tide/feed.atom": feed("tide", 1, f'<img src="{PIER}">'),
    "Takeout/Blogger/Blogs/Gate/feed.atom": feed("gate", 2),
    "Takeout/Blogger/Albums/The Tide/pier.png": PNG,
}


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Settings) -> None:
    """Uploads of one test stay in its own folder, and no test goes on with another's run."""
    settings.DATA = tmp_path
    turns._under_way.clear()


def _begin(cast: Cast, files: dict[str, bytes]) -> ImportRun:
    return runs.begin(cast.weblog, SimpleUploadedFile("takeout.zip", packed(files)), actor=cast.host.user)


def _read(run: ImportRun, table: str) -> int:
    assert run.report is not None
    count: int = run.report["read"][table]
    return count


def test_it_waits_for_the_choice_and_goes_on_with_that_weblog_alone(cast: Cast) -> None:
    run = worked(_begin(cast, TWO), Stage.CHOOSING)
    assert (sorted(run.weblogs), run.only, run.error, Path(run.file).exists()) == (["Gate", "The Tide"], "", "", True)
    assert runs.work() == 0
    with pytest.raises(ValidationError, match="not waiting to be loaded"):
        runs.load(run)
    run = worked(runs.choose(run, "The Tide"), Stage.PREVIEWED)
    assert (_read(run, "posts"), _read(run, "media")) == (1, 1)
    run = worked(runs.load(run), Stage.DONE)
    assert Post.objects.get().source_key.endswith("post-1")
    assert not Path(run.file).exists()


def test_a_weblog_that_is_not_in_the_file_is_no_choice(cast: Cast) -> None:
    run = worked(_begin(cast, TWO), Stage.CHOOSING)
    for name in ("", "the tide", "Gate/..", "Harbour"):
        with pytest.raises(ValidationError, match="no weblog of this name"):
            runs.choose(run, name)
    run.refresh_from_db()
    assert (run.stage, run.only) == (Stage.CHOOSING, "")


def test_a_choice_is_made_once_and_can_be_another_one_until_the_load(cast: Cast) -> None:
    run = runs.choose(worked(_begin(cast, TWO), Stage.CHOOSING), "Gate")
    for name in ("Gate", "The Tide"):
        with pytest.raises(ValidationError, match="not waiting for a choice"):
            runs.choose(run, name)
    run = worked(run, Stage.PREVIEWED)
    with pytest.raises(ValidationError, match="not waiting for a choice"):
        runs.choose(run, "Gate")
    run = worked(runs.choose(run, "The Tide"), Stage.PREVIEWED)
    assert _read(run, "media") == 1
    runs.load(run)
    with pytest.raises(ValidationError, match="not waiting for a choice"):
        runs.choose(run, "Gate")
    worked(run, Stage.DONE)
    assert Post.objects.get().source_key.endswith("post-1")


def test_a_stopped_import_asks_no_more_and_forgets_the_file(cast: Cast) -> None:
    run = runs.cancel(worked(_begin(cast, TWO), Stage.CHOOSING))
    assert (run.stage, Path(run.file).exists()) == (Stage.FAILED, False)
    with pytest.raises(ValidationError, match="not waiting for a choice"):
        runs.choose(run, "Gate")


def test_a_worker_that_still_reads_the_one_writes_nothing_of_the_other(cast: Cast) -> None:
    run = worked(_begin(cast, TWO), Stage.CHOOSING)
    stale = ImportRun.objects.get(id=run.id)
    stale.stage = Stage.PREVIEWING
    runs.choose(run, "Gate")
    assert stale.hold(run.held_by) is False


def test_two_of_one_name_are_told_apart_by_where_they_are(cast: Cast) -> None:
    files = {"a/Tide/feed.atom": feed("tide", 1), "b/tide/feed.atom": feed("ebb", 2), "Gate/feed.atom": feed("gate", 3)}
    run = worked(_begin(cast, files), Stage.CHOOSING)
    assert sorted(run.weblogs) == ["Gate", "a/Tide", "b/tide"]
    worked(runs.load(worked(runs.choose(run, "b/tide"), Stage.PREVIEWED)), Stage.DONE)
    assert Post.objects.get().source_key.endswith("post-2")


def test_more_weblogs_than_anybody_has_are_no_choice(cast: Cast) -> None:
    run = worked(_begin(cast, {f"{n}/feed.atom": b"" for n in range(201)}), Stage.FAILED)
    assert "more than 200 weblogs" in run.error
