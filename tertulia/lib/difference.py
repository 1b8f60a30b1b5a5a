"""What differs between two plain texts, word by word, to be looked at side by side."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\s+|\S+")
_PARAGRAPH = re.compile(r"[^\n]*\n*")
# Above this, words would take too long, and paragraphs do.
_MOST_WORDS = 4000
# Of what is the same a few words on either side are enough.
_AROUND = 15


@dataclass(frozen=True)
class Run:
    """Words that stand in both texts (``side`` 0), or in the first or second alone (1, 2)."""

    words: str
    side: int = 0


def difference(first: str, second: str) -> list[Run]:
    """All of both texts, what is the same for long being cut short in its middle."""
    runs = list(_runs(first, second))
    last = len(runs) - 1
    return [
        Run(_shortened(run.words, is_first=place == 0, is_last=place == last)) if run.side == 0 else run
        for place, run in enumerate(runs)
    ]


def _runs(first: str, second: str) -> Iterator[Run]:
    ours, theirs = _WORD.findall(first), _WORD.findall(second)
    if max(len(ours), len(theirs)) > _MOST_WORDS:
        ours, theirs = _PARAGRAPH.findall(first), _PARAGRAPH.findall(second)
    for tag, start, end, other, until in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Run("".join(ours[start:end]))
            continue
        for side, words in ((1, ours[start:end]), (2, theirs[other:until])):
            if words:
                yield Run("".join(words), side)


def _shortened(words: str, *, is_first: bool, is_last: bool) -> str:
    parts: Sequence[str] = _WORD.findall(words)
    before, behind = 0 if is_first else 2 * _AROUND, 0 if is_last else 2 * _AROUND
    if len(parts) <= before + behind + 2:
        return words
    return "".join([*parts[:before], " … ", *parts[len(parts) - behind :]])
