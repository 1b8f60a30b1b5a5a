"""``tertulia rescue`` as its user meets it."""

import json
from argparse import Namespace
from pathlib import Path

import pytest
from django.test import Client

from tertulia.commands import CommandError, rescue
from tertulia.conversation.comment import Comment
from tertulia.exchange.run import ImportRun
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.cast import Cast
from tests.exchange.writing_mt import comment, entry
from tests.exchange.writing_text import TALK, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def pieces(tmp_path: Path) -> list[str]:
    """An export, and the text of another page."""
    export, text = tmp_path / "export.txt", tmp_path / "page.txt"
    export.write_text(entry(comments=[comment()]))
    text.write_text(page())
    return [str(export), str(text)]


def _run(pieces: list[str], **options: object) -> int:
    known = {"weblog": "tide", "dry_run": False, "json": False, "timezone": "", "title": ""}
    return rescue.run(Namespace(pieces=pieces, **{**known, **options}))


def test_it_brings_all_pieces_and_counts_the_questions(pieces: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(pieces, json=True) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["format"], one["new"]["comments"]) for one in told["pieces"]] == [("mt", 1), ("text", len(TALK) + 1)]
    assert told["questions"] > 0
    _run(pieces, json=True)
    again = json.loads(capsys.readouterr().out)
    assert [sum(one["new"].values()) for one in again["pieces"]] == [0, 0]
    assert again["questions"] == told["questions"]


def test_it_tells_people_where_the_questions_wait(pieces: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    _run(pieces)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{pieces[0]}, “tide”:"
    assert lines[-1].endswith("questions wait at /desk/tide/rescue/")


def test_a_dry_run_writes_nothing(pieces: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    _run(pieces, dry_run=True)
    assert "nothing was written" in capsys.readouterr().out
    assert Weblog.objects.count() == Post.objects.count() == Comment.objects.count() == 0


def test_a_dry_run_foretells_what_each_piece_brings_after_those_before_it(
    pieces: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    twice = [*pieces, pieces[0]]
    told = []
    for dry_run in (True, False):
        _run(twice, dry_run=dry_run, json=True)
        told.append(json.loads(capsys.readouterr().out))
        assert Weblog.objects.count() == 1 - dry_run
    assert told[0] == told[1]
    assert [one["new"]["comments"] for one in told[0]["pieces"]] == [1, len(TALK) + 1, 0]


def test_its_reports_are_shown_at_the_desk(pieces: list[str], cast: Cast, marta: Client) -> None:
    _run(pieces, weblog="harbour")
    page = marta.get("/desk/harbour/rescue/").content.decode()
    assert "1 draft, 10 comments" in page
    assert page.count("page.txt") == 1
    run = ImportRun.objects.get(name="page.txt")
    assert "What was imported" in marta.get(f"/desk/harbour/import/{run.id}/").content.decode()


def test_a_piece_that_is_none_stops_it_before_anything_is_written(pieces: list[str], tmp_path: Path) -> None:
    odd = tmp_path / "odd.bin"
    odd.write_bytes(b"\0\1\2")
    with pytest.raises(CommandError, match=r"odd\.bin"):
        _run([*pieces, str(odd)])
    assert Weblog.objects.count() == 0
