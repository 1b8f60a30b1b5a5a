"""How much a comment is like spam: naive Bayes over what is noticed in it (``noticed``), from what was decided here
(``memory``) and, while that is little, from examples (``examples``).

For each thing the logarithm of how much more often it stands in spam than in good comments; their sum, divided by the
root of their number, as things that stand together are no independent witnesses. Zero says nothing, and from
``HOLDS`` on fewer than one good comment in a hundred has as much (measured: docs/spam.md)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, log

from tertulia.conversation.spam import examples
from tertulia.conversation.spam.counts import TOTAL, Counts, number_of

HOLDS = 2.5
# Who was published here before is believed more.
HOLDS_THE_KNOWN = 4.0
# What was never seen counts as half a time seen; and few things alone say little.
_UNSEEN, _FEW = 0.5, 2
_MOST_TOLD = 3
_TELLING = 1.0


@dataclass(frozen=True)
class Score:
    """``value`` as above; ``telling`` are the words, hosts and marks that spoke most for spam."""

    value: float
    telling: tuple[str, ...]

    def holds(self, *, is_known: bool) -> bool:
        """Whether a person should look at the comment first."""
        return self.value > (HOLDS_THE_KNOWN if is_known else HOLDS)

    @property
    def percent(self) -> int:
        """The same as a number that people can read: 50 says nothing, 100 is certain."""
        return round(100 / (1 + exp(-self.value)))


def weigh(things: Iterable[str], learned: Mapping[int, Counts]) -> Score:
    """Judge what was noticed in a comment by what was learned."""
    total = learned.get(TOTAL, Counts(0, 0))
    found = {thing: _weight(thing, learned.get(number_of(thing), Counts(0, 0)), total) for thing in things}
    weights = {thing: weight for thing, weight in found.items() if weight is not None}
    telling = sorted(
        (thing for thing in weights if weights[thing] > _TELLING), key=lambda thing: (-weights[thing], thing)
    )
    return Score(sum(weights.values()) / (len(weights) + _FEW) ** 0.5, tuple(telling[:_MOST_TOLD]))


def _weight(thing: str, learned: Counts, total: Counts) -> float | None:
    spam, good = examples.spam(), examples.good()
    in_spam, in_good = learned.spam + spam.counts[thing], learned.good + good.counts[thing]
    if not in_spam and not in_good:
        return None
    return _likelihood(in_spam, total.spam + spam.total) - _likelihood(in_good, total.good + good.total)


def _likelihood(count: int, of: int) -> float:
    return log((count + _UNSEEN) / (of + 2 * _UNSEEN))
