"""Where a mirror is put: one takes the place of another as a whole, and of nothing else."""

from pathlib import Path

import pytest

from tertulia.publishing.mirror import folder


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "site"


def finished(target: Path, name: str) -> None:
    folder.check(target)
    with folder.begun(target) as new:
        (new / name).write_text(name)
        folder.finish(new, target)


def test_a_mirror_takes_the_place_of_an_earlier_one_as_a_whole(target: Path) -> None:
    target.mkdir(parents=True)
    for name in ("first.html", "second.html"):
        finished(target, name)
        assert {file.name for file in target.iterdir()} == {name, ".tertulia-mirror"}
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("is_folder", [True, False])
def test_what_is_no_mirror_is_left_alone(target: Path, is_folder: bool) -> None:
    kept = target / "letter.txt" if is_folder else target
    kept.parent.mkdir(parents=True)
    kept.write_text("Dear sister")
    with pytest.raises(folder.NotAMirror):
        folder.check(target)
    assert kept.read_text() == "Dear sister"


def test_what_came_meanwhile_is_left_alone_too(target: Path) -> None:
    with folder.begun(target) as new:
        target.mkdir()
        (target / "letter.txt").write_text("Dear sister")
        with pytest.raises(folder.NotAMirror):
            folder.finish(new, target)
    assert (target / "letter.txt").read_text() == "Dear sister"
    assert list(target.parent.iterdir()) == [target]
