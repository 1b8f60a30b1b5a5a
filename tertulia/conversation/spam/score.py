"""How much a comment is like spam: naive Bayes over what is noticed in it (``noticed``) and how it came
(``circumstances``), from what was decided here (``memory``) and, while that is little, from examples (``examples``).

For each thing the logarithm of how much more often it stands in spam than in good comments; what was never seen
says nothing. Words, hosts and marks that stand together are no independent witnesses: their sum is divided by the root
of their number. Circumstances and senders are, and are added as they are, within bounds. Zero says nothing, and from
``HOLDS`` on fewer than one good comment in a hundred has as much (measured: docs/spam.md)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, log

from tertulia.conversation.spam import examples
from tertulia.conversation.spam.circumstances import PRIORS, bounds_of, is_circumstance
from tertulia.conversation.spam.counts import TOTAL, Counts, number_of

HOLDS = 2.5
# Who was published here before is believed more.
HOLDS_THE_KNOWN = 4.0
# How much is believed to have been seen of everything, half of it in each sort; and few things alone say little.
_SEEN, _FEW = 1.0, 2
# For how many comments of each sort a guess about a circumstance counts.
_GUESSED = 20
_MOST_TOLD = 3
_TELLING = 0.7


@dataclass(frozen=True)
class Score:
    """``value`` as above; ``telling`` are the words, hosts and marks that spoke most for spam, circumstances first."""

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
    """Judge what was noticed of a comment by what was learned."""
    total = learned.get(TOTAL, Counts(0, 0))
    words: dict[str, float] = {}
    beside: dict[str, float] = {}
    for thing in things:
        counts = learned.get(number_of(thing), Counts(0, 0))
        if is_circumstance(thing):
            beside[thing] = _weight_beside(thing, counts, total)
        elif (weight := _weight(thing, counts, total)) is not None:
            words[thing] = weight
    value = sum(words.values()) / (len(words) + _FEW) ** 0.5 + sum(beside.values())
    return Score(value, (*_most_telling(beside), *_most_telling(words))[:_MOST_TOLD])


def _most_telling(weights: Mapping[str, float]) -> list[str]:
    telling = (thing for thing in weights if weights[thing] > _TELLING)
    return sorted(telling, key=lambda thing: (-weights[thing], thing))


def _weight(thing: str, learned: Counts, total: Counts) -> float | None:
    spam, good = examples.spam(), examples.good()
    seen = Counts(learned.spam + spam.counts[thing], learned.good + good.counts[thing])
    if not any(seen):
        return None
    return _ratio(seen, Counts(total.spam + spam.total, total.good + good.total))


def _weight_beside(thing: str, learned: Counts, total: Counts) -> float:
    # Of what is guessed a share of so many comments, of senders nothing.
    least, most = bounds_of(thing)
    if guess := PRIORS.get(thing):
        seen = Counts(learned.spam + guess[0] * _GUESSED, learned.good + guess[1] * _GUESSED)
        weight = _ratio(seen, Counts(total.spam + _GUESSED, total.good + _GUESSED))
    else:
        weight = _ratio(learned, Counts(total.spam + 1, total.good + 1))
    return max(least, min(most, weight))


def _ratio(seen: Counts, of: Counts) -> float:
    # What is believed to have been seen is shared out like all comments, so that rare things are not taken for signs of
    # the sort of which there are fewer.
    whole = of.spam + of.good
    in_spam = (seen.spam + _SEEN * of.spam / whole) / of.spam
    in_good = (seen.good + _SEEN * of.good / whole) / of.good
    return log(in_spam / in_good)
