"""An import at the desk: upload, preview, yes, load; killed and gone on with."""

import io
from collections import deque
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from tertulia.conversation.comment import Comment
from tertulia.exchange import load as loading
from tertulia.exchange import runs, turns
from tertulia.exchange.run import ImportRun, Stage
from tertulia.lib import clock
from tertulia.weblog.post import Post
from tests.cast import Cast
from tests.exchange.captures.writing_warc import answer, record
from tests.exchange.pages.writing_pages import HOME, conversation, page
from tests.exchange.pages.writing_pages import entry as storm
from tests.exchange.working import worked
from tests.exchange.writing_mt import comment, entry
from tests.exchange.writing_wxr import attachment, author, filed, item, wxr
from tests.exchange.writing_wxr import comment as comment_of_wordpress

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """Uploads of one test stay in its own folder, and no test goes on with another's run."""
    settings.DATA = tmp_path
    turns._under_way.clear()
    yield tmp_path / "imports"
    turns._under_way.clear()


def _begin(cast: Cast, content: str | bytes) -> ImportRun:
    raw = content.encode() if isinstance(content, str) else content
    return runs.begin(cast.weblog, SimpleUploadedFile("my export.txt", raw), actor=cast.host.user)


def _report(run: ImportRun) -> dict[str, Any]:
    report: dict[str, Any] = run.report or {}
    return report


def test_it_goes_from_upload_to_preview_to_done(cast: Cast, data: Path) -> None:
    run = _begin(cast, entry(comments=[comment()]))
    assert (run.stage, run.name, run.timezone) == (Stage.PREVIEWING, "my export.txt", "Europe/Amsterdam")
    assert run.size == Path(run.file).stat().st_size
    assert oct(Path(run.file).stat().st_mode & 0o777) == "0o600"
    run = worked(run, Stage.PREVIEWED)
    assert (_report(run)["new"]["posts"], _report(run)["authors"]) == (1, ["Marta Oyelaran"])
    assert Post.objects.count() == 0
    runs.load(run)
    run = worked(run, Stage.DONE)
    assert (_report(run)["new"]["comments"], _report(run)["known"]["authors"], run.percent) == (1, 1, 100)
    assert (Post.objects.count(), list(data.iterdir())) == (1, [])
    assert cast.weblog.decisions.get(kind="import").actor == cast.host.user


def test_a_run_cannot_be_loaded_twice_or_before_its_preview(cast: Cast) -> None:
    run = _begin(cast, entry())
    with pytest.raises(ValidationError):
        runs.load(run)
    runs.load(worked(run, Stage.PREVIEWED))
    with pytest.raises(ValidationError):
        runs.load(run)


@pytest.mark.parametrize("content", [b"", b"a letter", b"\x89PNG\0"])
def test_what_is_no_export_fails_with_one_line(cast: Cast, data: Path, content: bytes) -> None:
    run = worked(_begin(cast, content), Stage.FAILED)
    assert run.error.startswith("line 1: ")
    assert list(data.iterdir()) == []


def test_a_file_is_called_as_the_host_calls_it(cast: Cast) -> None:
    run = worked(_begin(cast, record(Content_Length="20") + record()), Stage.FAILED)
    assert run.error.startswith("my export.txt, byte ")
    saved = record(answer(page(storm(), conversation())), url=f"{HOME}2017/08/storm.html")
    run = worked(_begin(cast, saved + record()[:-60]), Stage.PREVIEWED)
    assert "my export.txt: ends within its last record, which is left out." in _report(run)["warnings"]


def test_a_file_that_was_lost_fails_with_one_line(cast: Cast) -> None:
    run = _begin(cast, entry())
    Path(run.file).unlink()
    assert "Upload it again" in worked(run, Stage.FAILED).error


def test_a_name_that_is_no_zone_is_refused_and_nothing_is_kept(cast: Cast, data: Path) -> None:
    with pytest.raises(ValidationError):
        runs.begin(cast.weblog, SimpleUploadedFile("x", b"x"), actor=None, timezone="Mars/Olympus")
    assert (ImportRun.objects.count(), data.exists()) == (0, False)


def test_a_load_that_was_killed_goes_on_where_it_was(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MOST_POSTS", 5)
    entries = [entry(f"Day {n}", comments=[comment(f"{n}")], header="CATEGORY: Sea\n", TAGS="x") for n in range(20)]
    run = runs.load(worked(_begin(cast, "".join(entries)), Stage.PREVIEWED))
    foretold = _report(run)
    steps = turns._load(ImportRun.objects.select_related("weblog", "actor").get(id=run.id))
    while Post.objects.count() < 10:
        next(steps)
    steps.close()
    run = worked(run, Stage.DONE)
    assert (Post.objects.count(), Comment.objects.count()) == (20, 20)
    for table in ("read", "new", "known", "lost"):
        assert _report(run)[table] == foretold[table]


def test_an_export_of_wordpress_goes_on_where_it_was_too(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MOST_POSTS", 2)
    tags = [filed("moon", "The Moon", "post_tag"), filed("ebb", "Ebb")]
    items = [f"{item(f'Day {n}', n, *tags, comment_of_wordpress())}{attachment(50 + n, f'{n}.jpg')}" for n in range(8)]
    run = runs.load(worked(_begin(cast, wxr(*items, head=author())), Stage.PREVIEWED))
    foretold = _report(run)
    assert (foretold["format"], len(foretold["lost"])) == ("wxr", 8)
    steps = turns._load(ImportRun.objects.select_related("weblog", "actor").get(id=run.id))
    while Post.objects.count() < 4:
        next(steps)
    steps.close()
    run = worked(run, Stage.DONE)
    assert (Post.objects.count(), Comment.objects.count(), cast.weblog.tags.count()) == (8, 8, 1)
    for table in ("read", "new", "known", "lost", "warnings"):
        assert _report(run)[table] == foretold[table]


def test_a_run_that_another_worker_holds_is_left_alone_until_it_is_free(cast: Cast) -> None:
    run = _begin(cast, entry())
    ImportRun.objects.update(held_by="another", held_until=clock.now() + timedelta(minutes=1))
    assert runs.work() == 0
    run.refresh_from_db()
    assert run.stage == Stage.PREVIEWING
    ImportRun.objects.update(held_until=clock.now() - timedelta(seconds=1))
    assert runs.work() == 1


def test_a_worker_that_lost_its_run_writes_nothing_more(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MOST_POSTS", 1)
    run = runs.load(worked(_begin(cast, entry("A") + entry("B")), Stage.PREVIEWED))
    steps = turns._load(ImportRun.objects.select_related("weblog", "actor").get(id=run.id))
    while not Post.objects.exists():
        next(steps)
    ImportRun.objects.update(held_by="another", held_until=clock.now() + timedelta(minutes=1))
    with pytest.raises(turns._Taken):
        deque(steps, maxlen=0)
    assert Post.objects.count() == 1


def test_the_host_can_stop_a_run(cast: Cast, data: Path) -> None:
    run = runs.cancel(worked(_begin(cast, entry()), Stage.PREVIEWED))
    assert (run.stage, list(data.iterdir())) == (Stage.FAILED, [])
    assert runs.work() == 0


def test_an_upload_that_breaks_off_keeps_nothing(cast: Cast, data: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError("the line went dead")

    upload = SimpleUploadedFile("x", b"x")
    upload.file = Broken()
    with pytest.raises(OSError, match="dead"):
        runs.begin(cast.weblog, upload, actor=None)
    assert (ImportRun.objects.count(), list(data.iterdir())) == (0, [])
