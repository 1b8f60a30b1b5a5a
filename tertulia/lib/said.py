"""What was said in one place, as quotes are compared with it."""

import hashlib

from django.utils.functional import cached_property

from tertulia.lib.folding import fold
from tertulia.lib.quotations import Quotation, Reading, may_quote
from tertulia.lib.text import plain
from tertulia.lib.words import words


class Said:
    """The words of a comment, a host's reply or a post, from its HTML. ``own`` are those that quote nobody."""

    def __init__(self, html: str) -> None:
        self._html = html

    @cached_property
    def quotations(self) -> list[Quotation]:
        """What is quoted in it."""
        return self._reading.quotations if self._may_quote else []

    @cached_property
    def _may_quote(self) -> bool:
        return may_quote(self._html)

    @cached_property
    def _reading(self) -> Reading:
        return Reading(self._html)

    @cached_property
    def shown(self) -> str:
        """Its own words as they are shown, with omissions where it quotes."""
        # Most texts quote nobody, and need not be read tag by tag.
        return self._reading.own if self._may_quote else plain(self._html)

    @cached_property
    def own(self) -> str:
        """All but what is quoted in it, folded."""
        return fold(self.shown)

    @cached_property
    def whole(self) -> str:
        """All of it, folded."""
        return fold(self._reading.whole) if self._may_quote else self.own

    @cached_property
    def words(self) -> list[str]:
        """Its own words, one by one."""
        return words(self.shown)

    @cached_property
    def revision(self) -> str:
        """Tells this text from what stood in its place before or after: the same for the same words."""
        return hashlib.sha256(self.whole.encode()).hexdigest()[:16]
