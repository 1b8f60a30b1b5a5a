"""``tertulia export`` and ``tertulia import`` of what it wrote, as programs."""

import json
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.installed import installed
from tests.publishing.mirrored import broken
from tests.server import TERTULIA, Server, environment, run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the archive is to be."""
    return tmp_path / "kept.zip"


def test_a_weblog_moves_with_its_pages_to_another_installation(server: Server, file: Path, tmp_path: Path) -> None:
    ours, there = {"TERTULIA_PORT": str(server.port)}, installed(tmp_path / "there", demo=False)
    left = run(server.data, "export", "corner_table", str(file), "--json", **ours)
    assert (left.returncode, left.stderr) == (0, "")
    told = json.loads(left.stdout)
    assert (told["records"]["comments"], told["media"], told["missing"], told["bytes"]) == (
        36,
        1,
        [],
        file.stat().st_size,
    )
    assert told["pages"] > 80
    came = run(there, "import", str(file), "--json", **ours)
    assert json.loads(came.stdout)["records"] == told["records"]
    again = tmp_path / "again.zip"
    assert run(there, "export", "corner_table", str(again), **ours).returncode == 0
    assert again.read_bytes() == file.read_bytes()


def test_its_pages_can_be_read_from_disk(server: Server, file: Path, tmp_path: Path) -> None:
    run(server.data, "export", "corner_table", str(file), TERTULIA_PORT=str(server.port))
    with ZipFile(file) as packed:
        packed.extractall(tmp_path / "unpacked")
    assert broken(tmp_path / "unpacked") == []
    # Pictures are there once, for the pages and for the import.
    assert len([*(tmp_path / "unpacked").rglob("*.png")]) == 1


def test_what_cannot_be_written_leaves_nothing_behind(server: Server, file: Path) -> None:
    for arguments in (["nowhere", str(file)], ["corner_table", str(file.parent / "no" / "folder.zip")]):
        refused = run(server.data, "export", *arguments, TERTULIA_PORT=str(server.port))
        assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
    refused = run(server.data, "export", "corner_table", str(file), "--with-links")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "web archives" in refused.stderr
    file.write_text("My diary")
    refused = run(server.data, "export", "corner_table", str(file), "--without-pages")
    assert (refused.returncode, file.read_text()) == (2, "My diary")
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_what_one_that_was_killed_has_left_goes_with_the_next(server: Server, file: Path) -> None:
    command = [str(TERTULIA), "export", "corner_table", str(file)]
    ours = environment(server.data, TERTULIA_PORT=str(server.port))
    with subprocess.Popen(command, env=ours, stdout=subprocess.DEVNULL) as killed:
        while not any(file.parent.iterdir()):
            try:
                killed.wait(0.02)
            except subprocess.TimeoutExpired:
                continue
            pytest.fail("it ended before it had begun to write")
        killed.kill()
    assert [path.name[:10] for path in file.parent.iterdir()] == [".kept.zip."]
    run(server.data, "export", "corner_table", str(file.with_name("other.zip")), "--without-pages")
    assert [path.name for path in file.parent.iterdir()] == ["other.zip"]


def test_an_archive_comes_back_under_its_own_name_only(server: Server, file: Path, data: Path) -> None:
    run(server.data, "export", "corner_table", str(file), "--without-pages")
    refused = run(data, "import", str(file), "--weblog", "round_table")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "“corner_table”" in refused.stderr
    assert not (data / "tertulia.sqlite3").exists()
