"""What speaks for and against a reading of a text, and how sure that makes it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

# Above this, nobody is asked.
_SURE = 0.95


@dataclass(frozen=True)
class Fact:
    """Something in the text. A ``weight`` above 0 speaks for the reading, below 0 against it: 1 alone would make it
    right three times in four, 2 nine times in ten."""

    weight: float
    words: str


@dataclass(frozen=True)
class Weighed:
    """All facts about one question."""

    facts: tuple[Fact, ...]

    @property
    def sure(self) -> float:
        """How probable it is, between 0 and 1: weights add up as logarithms of odds."""
        return 1 / (1 + math.exp(-sum(fact.weight for fact in self.facts)))

    @property
    def is_sure(self) -> bool:
        """Whether it need not be asked."""
        return self.sure >= _SURE

    def turned(self) -> "Weighed":
        """The same facts about the contrary."""
        return Weighed(tuple(Fact(-fact.weight, fact.words) for fact in self.facts))

    def told(self, claim: str) -> str:
        """A sentence that says how sure ``claim`` is and why."""
        tenths = min(9, max(1, round(self.sure * 10)))
        head = _("{claim} (about {tenths} in 10)").format(claim=claim, tenths=tenths)
        return f"{head}. {self._side(_('For it'), 1)}. {self._side(_('Against it'), -1)}."

    def _side(self, name: str, sign: int) -> str:
        words = [fact.words for fact in self.facts if fact.weight * sign > 0]
        return f"{name}: {'; '.join(words) if words else _('nothing in the text')}"


def weighed(facts: Iterable[Fact | None]) -> Weighed:
    """The facts that there are."""
    return Weighed(tuple(fact for fact in facts if fact))
