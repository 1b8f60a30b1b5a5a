"""What comments and host's replies say, and whether words stand there."""

from typing import Protocol

from tertulia.conversation.quote import Verdict
from tertulia.lib.folding import holds, holds_parts
from tertulia.lib.said import Said


class Speech(Protocol):
    """A comment, or a host's reply."""

    @property
    def id(self) -> int: ...
    @property
    def html(self) -> str: ...


class Known:
    """What was read of comments and host's replies in the meantime, so that no text is read twice."""

    def __init__(self) -> None:
        self._said: dict[tuple[type[Speech], int], Said] = {}

    def __call__(self, row: Speech) -> Said:
        """What a row says."""
        said = self._said.get((type(row), row.id))
        return said or self._said.setdefault((type(row), row.id), Said(row.html))


def verdict_on(said: Said, quoted: str, *, own: bool = False) -> Verdict | None:
    """Whether folded words stand there word for word, with omissions, or not; ``own``: as its author's own."""
    text = said.own if own else said.whole
    if holds(text, quoted) or (not own and holds(said.own, quoted)):
        return Verdict.EXACT
    return Verdict.PARTS if holds_parts(text, quoted) else None
