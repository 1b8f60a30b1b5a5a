"""Archives at the desk: made, and brought home, by a process beside the worker."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from pytest_django import Settings

from tertulia.exchange import exports, runs, turns
from tertulia.exchange.archive.container import Archive
from tertulia.exchange.export_run import Making
from tertulia.exchange.run import ImportRun, Stage
from tertulia.weblog.member import Role, add_member
from tertulia.weblog.weblog import Weblog, create_weblog
from tests.cast import gather
from tests.exchange import whole
from tests.exchange.archives import archived, wipe

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def beside(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process beside this one finds the same database and the same files."""
    settings.DATA = tmp_path
    turns._under_way.clear()
    name = str(connection.settings_dict["NAME"])
    url = f"sqlite:///{name}"
    if connection.vendor == "postgresql":
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    monkeypatch.setenv("DATABASE_URL", url)


def worked(run: Any, stage: str, work: Callable[[], int]) -> Any:
    """The run, once the worker has brought it there."""
    for _turn in range(300):
        work()
        run.refresh_from_db()
        if run.stage in (stage, "failed"):
            break
        if process := exports._under_way.get(run.id):
            process.wait(60)
    assert (run.stage, run.error) == (stage, "")
    return run


def upload(weblog: Weblog, content: bytes) -> ImportRun:
    return runs.begin(weblog, SimpleUploadedFile("kept.zip", content), actor=None)


def test_a_weblog_goes_out_and_comes_home(tmp_path: Path) -> None:
    cast = gather()
    weblog, user = whole.fill(cast), cast.host.user
    made = worked(exports.begin(weblog, actor=user), Making.DONE, exports.work)
    assert made.size == made.path.stat().st_size
    with Archive(made.path) as archive:
        assert "html/harbour/index.html" in archive.manifest.files
    content, bare = made.path.read_bytes(), archived(weblog, tmp_path / "bare.zip")
    wipe("harbour")
    empty = create_weblog("harbour")
    add_member(empty, name="Marta Oyelaran", role=Role.OWNER, user=user)
    # The log of the weblog that is there stays in it; it would be one line longer.
    empty.decisions.all().delete()
    run = worked(upload(empty, content), Stage.PREVIEWED, runs.work)
    assert (run.report["format"], run.report["read"]["posts"], empty.posts.count()) == ("archive", 6, 0)
    worked(runs.load(run), Stage.DONE, runs.work)
    empty.refresh_from_db()
    assert empty.members.get(user=user).slug == "marta-oyelaran"
    assert archived(empty, tmp_path / "bare.zip") == bare


def test_an_archive_of_another_weblog_is_refused(kept: Path) -> None:
    run = upload(create_weblog("tide"), kept.read_bytes())
    for _turn in range(300):
        runs.work()
        run.refresh_from_db()
        if run.stage != Stage.PREVIEWING:
            break
    assert (run.stage, run.error) == (
        Stage.FAILED,
        "this is the archive of “harbour”: it comes back under its own addresses and no others.",
    )
    assert not Path(run.file).exists()
