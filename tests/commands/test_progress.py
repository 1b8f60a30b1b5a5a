"""Who watches a command in a terminal sees how far it has come; nobody else does."""

import io

import pytest

from tertulia.commands.progress import shown


class Terminal(io.StringIO):
    """A screen that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("screen", "seen"), [(Terminal(), "0 of 3 pages"), (io.StringIO(), "")])
def test_a_terminal_is_told_how_much_is_done(monkeypatch: pytest.MonkeyPatch, screen: io.StringIO, seen: str) -> None:
    monkeypatch.setattr("sys.stderr", screen)
    assert list(shown(["a", "b", "c"], "pages")) == ["a", "b", "c"]
    assert screen.getvalue().removesuffix("\r\033[K").strip() == seen
