"""How like a short text is to a passage of a longer one, by words in a row; in time that grows with both alone."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple


class Passage(NamedTuple):
    """The passage of a text that is most like another: from which word to which, and how much of the other it has."""

    start: int
    stop: int
    share: float


def closest(quoted: Sequence[str], source: Sequence[str]) -> Passage:
    """Where in ``source`` most of the pairs of words of ``quoted`` stand near each other, as a share of all pairs."""
    wanted = {*_pairs(quoted)}
    places = [at for at, pair in enumerate(_pairs(source)) if pair in wanted]
    best, here, first = Passage(0, 0, 0.0), Counter[tuple[str, str]](), 0
    span = len(quoted) * 3 // 2 + 4
    for at in places:
        here[source[at], source[at + 1]] += 1
        while places[first] < at - span:
            gone = source[places[first]], source[places[first] + 1]
            here[gone] -= 1
            if not here[gone]:
                del here[gone]
            first += 1
        if len(here) > best.share * len(wanted):
            best = Passage(places[first], at + 2, len(here) / len(wanted))
    return best


def _pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    return list(pairwise(words))
