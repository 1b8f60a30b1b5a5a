"""What was said in one place, as quotes are compared with it."""

import hashlib
from functools import cached_property
from typing import Protocol

from tertulia.conversation.quote import Verdict
from tertulia.lib.folding import fold, holds, holds_parts
from tertulia.lib.quotations import Quotation, Reading, may_quote
from tertulia.lib.words import words


class Speech(Protocol):
    """A comment, or a host's reply."""

    @property
    def id(self) -> int: ...
    @property
    def html(self) -> str: ...


class Said:
    """The words of a comment, a host's reply or a post, from its HTML. ``own`` are those that quote nobody."""

    def __init__(self, html: str) -> None:
        self._html = html

    @property
    def quotations(self) -> list[Quotation]:
        """What is quoted in it."""
        return self._reading.quotations if may_quote(self._html) else []

    @cached_property
    def _reading(self) -> Reading:
        return Reading(self._html)

    @cached_property
    def shown(self) -> str:
        """Its own words as they are shown, with omissions where it quotes."""
        return self._reading.own

    @cached_property
    def own(self) -> str:
        """All but what is quoted in it, folded."""
        return fold(self.shown)

    @cached_property
    def whole(self) -> str:
        """All of it, folded."""
        return fold(self._reading.whole)

    @cached_property
    def words(self) -> list[str]:
        """Its own words, one by one."""
        return words(self.shown)

    @cached_property
    def revision(self) -> str:
        """Tells this text from what stood in its place before or after: the same for the same words."""
        return hashlib.sha256(self.whole.encode()).hexdigest()[:16]


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
