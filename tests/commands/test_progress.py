"""Who watches a command in a terminal sees how far it has come; nobody else does."""

import io
import re
import sys
from pathlib import Path

import pytest

from tertulia.commands import progress
from tertulia.commands.progress import Watched, shown
from tertulia.exchange.readers.known import open_export
from tests.exchange.writing_mt import entry


class Terminal(io.StringIO):
    """A screen that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("screen", "seen"), [(Terminal(), "0 of 3 pages"), (io.StringIO(), "")])
def test_a_terminal_is_told_how_much_is_done(monkeypatch: pytest.MonkeyPatch, screen: io.StringIO, seen: str) -> None:
    monkeypatch.setattr("sys.stderr", screen)
    assert list(shown(["a", "b", "c"], "pages")) == ["a", "b", "c"]
    assert screen.getvalue().removesuffix("\r\033[K").strip() == seen


def test_a_bar_says_how_much_of_a_file_has_been_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "export.txt").write_text("".join(entry(f"Day {n}", body="High. " * 9000) for n in range(20)))
    reader = open_export(tmp_path / "export.txt")
    monkeypatch.setattr(progress, "_SECONDS_BETWEEN", -1)
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    assert list(Watched(reader, "importing")) == list(reader)
    told = screen.getvalue()
    shares = [int(share) for share in re.findall(r"importing \[#*\.*\] +(\d+)%", told)]
    assert len(shares) == 20
    assert shares == sorted(shares)
    assert (shares[0] < 20, shares[-1]) == (True, 100)
    assert told.endswith("\r\033[K")


def test_nobody_is_told_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "export.txt").write_text(entry())
    watched = Watched(open_export(tmp_path / "export.txt"), "importing")
    assert len(list(watched)) == 1
    assert (list(watched.prepare()), watched.position, capsys.readouterr().err) == ([], watched.size, "")
