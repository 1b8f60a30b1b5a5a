"""``tertulia import`` as its user meets it."""

import json
import os
from argparse import Namespace
from pathlib import Path

import pytest

from tertulia.commands import CommandError, import_
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.cast import Cast
from tests.exchange.writing_mt import comment, entry
from tests.exchange.writing_wxr import item, wxr

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An export of one post and one comment."""
    path = tmp_path / "export.txt"
    path.write_text(entry(comments=[comment()]))
    return path


def _run(file: Path | str, **options: object) -> int:
    known = {"weblog": "tide", "dry_run": False, "json": False, "timezone": "", "title": "", "only": ""}
    return import_.run(Namespace(file=str(file), **{**known, **options}))


def test_it_makes_the_weblog_and_prints_one_object(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(file, json=True, timezone="Europe/Madrid") == 0
    report = json.loads(capsys.readouterr().out)
    assert list(report) == ["format", "weblog", "read", "new", "known", "merged", "lost", "warnings"]
    assert (report["format"], report["weblog"], report["new"]["posts"], report["lost"]) == ("mt", "tide", 1, [])
    weblog = Weblog.objects.get(slug="tide")
    assert (weblog.title, weblog.timezone) == ("tide", "Europe/Madrid")


def test_a_dry_run_writes_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(file, json=True, dry_run=True) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["new"]["comments"], report["authors"]) == (1, ["Marta Oyelaran"])
    assert Weblog.objects.count() == Post.objects.count() == 0


def test_it_speaks_to_people(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(entry(STATUS="Review"))
    assert _run(file) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split() == ["read", "new", "known", "already", "lost"]
    assert lines[2].split() == ["drafts", "1", "1", "0", "0"]
    assert lines[-1].startswith("warning: line 1: its status")


def test_which_format_it_is_the_file_tells(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(wxr(item()))
    assert _run(file, json=True) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["format"], report["new"]["posts"]) == ("wxr", 1)


def test_the_zone_of_a_known_weblog_is_not_changed(cast: Cast, file: Path) -> None:
    assert _run(file, weblog="harbour", timezone="Asia/Tokyo") == 0
    cast.weblog.refresh_from_db()
    assert cast.weblog.timezone == "Europe/Amsterdam"
    assert f"{Post.objects.get().published_at:%H}" == "09"


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"weblog": "two words/"}, "one word"),
        ({"weblog": "desk"}, "kept for the installation"),
        ({"timezone": "Mars/Olympus"}, "no time zone"),
        ({"dry_run": True, "weblog": ""}, "one word"),
    ],
)
def test_a_bad_option_is_one_clear_line(file: Path, options: dict[str, object], reason: str) -> None:
    _refused(file, reason, **options)


@pytest.mark.parametrize(
    ("content", "reason"), [(b"", "empty"), (b"<svg>", "none of the exports"), (b"\0\1", "not even text")]
)
def test_what_is_no_export_makes_no_weblog(file: Path, content: bytes, reason: str) -> None:
    file.write_bytes(content)
    _refused(file, reason)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    _refused(tmp_path / "nowhere.txt", "nowhere.txt: there is no such file")
    _refused(tmp_path, "there is no file in it")
    os.mkfifo(tmp_path / "pipe")
    _refused(tmp_path / "pipe", "there is no such file")
    _refused("a\0b", "no")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_that_may_not_be_read_is_named(file: Path) -> None:
    file.chmod(0)
    _refused(file, "cannot be read")


def _refused(file: Path | str, reason: str, **options: object) -> None:
    with pytest.raises(CommandError) as refusal:
        _run(file, **options)
    assert reason in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert Weblog.objects.count() == Post.objects.count() == 0


def test_an_archive_needs_no_name_for_its_weblog(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(kept, weblog="", dry_run=True) == 0
    assert "is whole and can come in as “harbour”; nothing was written." in capsys.readouterr().out
    assert Weblog.objects.count() == 0
    assert _run(kept, weblog="harbour", json=True) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["format"], told["records"]["posts"], told["different"], told["members_with_account"]) == (
        "archive",
        Post.objects.count(),
        0,
        0,
    )
    with pytest.raises(CommandError, match="never overwrites anything"):
        _run(kept, weblog="")


def test_whoever_brings_an_archive_home_learns_how_to_sign_in(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(kept, weblog="") == 0
    said = capsys.readouterr().out
    assert said.startswith("“harbour” is here as it was when")
    assert "tertulia member add --weblog harbour --role owner" in said


def test_other_exports_need_a_name_for_theirs(file: Path) -> None:
    with pytest.raises(CommandError, match="into which weblog"):
        _run(file, weblog="")
