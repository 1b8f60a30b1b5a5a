"""Words that one paragraph quotes of another: who quotes somebody is not that somebody, and answers them."""

import re
from collections import defaultdict
from collections.abc import Sequence

from tertulia.exchange.readers.bare.blocks import Block

_QUOTED = re.compile(r"\"[^\"]*\"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|^>.*$", re.MULTILINE)
_LEFT_OUT = re.compile(r"\.\.\.|…|\[\.+\]")
_WORD = re.compile(r"\w+")
_LEAST = 5
_MOST_RUNS = 2000
# What so many say is a phrase, and nobody's words.
_MOST_PLACES = 20

Words = tuple[str, ...]


class Quotes:
    """Which paragraphs quote which."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._runs = [_runs(block.text) for block in blocks]
        wanted = {run[:_LEAST] for runs in self._runs for run in runs}
        self._found: dict[Words, set[int]] = defaultdict(set)
        self._plain: dict[int, str] = {}
        for place, block in enumerate(blocks if wanted else ()):
            self._look(place, block.text, wanted)

    def of(self, place: int) -> list[set[int]]:
        """For each stretch of five or more words that this paragraph quotes, the other paragraphs that say it
        themselves; without those that nobody says."""
        said = ({*self._saying(run)} - {place} for run in self._runs[place])
        return [places for places in said if places]

    def _look(self, place: int, text: str, wanted: set[Words]) -> None:
        words = _words(_QUOTED.sub(" ", text))
        for start in range(len(words) - _LEAST + 1):
            begin = words[start : start + _LEAST]
            if begin in wanted and len(self._found[begin]) < _MOST_PLACES:
                self._found[begin].add(place)
                self._plain[place] = f" {' '.join(words)} "

    def _saying(self, run: Words) -> set[int]:
        said = f" {' '.join(run)} "
        return {place for place in self._found.get(run[:_LEAST], ()) if said in self._plain[place]}


def _runs(text: str) -> list[Words]:
    parts = (part for quoted in _QUOTED.findall(text) for part in _LEFT_OUT.split(quoted))
    runs = (words for part in parts if len(words := _words(part)) >= _LEAST)
    return list(dict.fromkeys(runs))[:_MOST_RUNS]


def _words(text: str) -> Words:
    return tuple(_WORD.findall(text.casefold().replace("’", "'")))
