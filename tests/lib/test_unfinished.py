"""What is being written beside its place stays as long as somebody writes it, and no longer."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tertulia.lib.unfinished import file_beside, folder_beside, remove_left

WRITER = """
import sys, time
from pathlib import Path
from tertulia.lib.unfinished import file_beside, folder_beside
target = Path(sys.argv[1])
with file_beside(target) as file, folder_beside(target) as folder:
    file.write_text("a draft")
    (folder / "page.html").write_text("a page")
    print("begun", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "harbour.zip"


@pytest.fixture
def writer(target: Path) -> Iterator["subprocess.Popen[str]"]:
    """Somebody who has begun to write there."""
    command = [sys.executable, "-c", WRITER, str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "begun\n"
        yield process
        process.kill()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_what_somebody_writes_is_left_alone_until_they_are_killed(
    target: Path, writer: "subprocess.Popen[str]"
) -> None:
    theirs = names(target.parent)
    assert len(theirs) == 2
    with file_beside(target.with_name("other.zip")):
        assert names(target.parent) > theirs
    assert (remove_left(target.parent), names(target.parent)) == (0, theirs)
    writer.kill()
    writer.wait()
    assert names(target.parent) == theirs
    with folder_beside(target.with_name("other.zip")) as new:
        assert names(target.parent) == {new.name}
    assert names(target.parent) == set()


def test_what_got_another_name_stays(target: Path) -> None:
    with file_beside(target) as new:
        assert new.stat().st_mode & 0o777 == 0o600
        new.write_text("whole")
        new.replace(target)
    assert (target.read_text(), names(target.parent)) == ("whole", {"harbour.zip"})


def test_what_nobody_of_ours_began_is_left_alone(tmp_path: Path) -> None:
    mine = {
        ".harbour.zip.new-12345678",
        ".harbour.tertulia-backup",
        "harbour.zip.tertulia-12345678",
        ".tertulia-mirror",
    }
    for name in mine:
        (tmp_path / name).write_text("mine")
    assert (remove_left(tmp_path), names(tmp_path)) == (0, mine)


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert remove_left(tmp_path / "exports") == 0
