"""How two texts differ, word by word.

Comparing takes as long as both texts are long, multiplied, and more. So lines are compared first, then sentences within
the lines that differ, then words within those sentences; and what is still too long is shown as gone and new as a
whole."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal, NamedTuple

# From large to small. All parts of a text put together are the text.
_PARTS = (re.compile(r"[^\n]*\n|[^\n]+"), re.compile(r".+?(?:[.!?…]+\s+|\n|\Z)", re.DOTALL), re.compile(r"\w+\s*|\W"))
# As many parts on one side, multiplied by those on the other.
_MOST = 160_000
_SIGNS = re.compile(r"[^\w\n]+")

Kind = Literal["same", "gone", "new"]


class Piece(NamedTuple):
    """Some words that both have, that only the first has (``gone``), or only the second (``new``)."""

    kind: Kind
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """What leads from one text to the other, in order. All pieces but the new ones make the first text again, all but
    those that are gone the second."""
    return list(_joined(_compared(before, after, 0)))


def shortened(pieces: Iterable[Piece], around: int = 160) -> list[Piece]:
    """The pieces with an ellipsis for the middle of what is the same, so that only what is ``around`` the changes is
    left of it."""
    known = list(pieces)
    return [
        piece if piece.kind != "same" else Piece("same", _middle(piece.text, around, at == 0, at == len(known) - 1))
        for at, piece in enumerate(known)
    ]


def _compared(before: str, after: str, level: int) -> Iterator[Piece]:
    if level == len(_PARTS):
        yield from (Piece("gone", before), Piece("new", after))
        return
    old, new = _PARTS[level].findall(before), _PARTS[level].findall(after)
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    yield Piece("same", "".join(old[:start]))
    yield from _within(old[start : len(old) - end], new[start : len(new) - end], level)
    yield Piece("same", "".join(old[len(old) - end :]))


def _within(old: list[str], new: list[str], level: int) -> Iterator[Piece]:
    if not old or not new or len(old) * len(new) > _MOST:
        yield from (Piece("gone", "".join(old)), Piece("new", "".join(new)))
        return
    for tag, first, stop, begin, behind in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[first:stop]), "".join(new[begin:behind])
        if tag == "equal":
            yield Piece("same", gone)
        elif tag == "replace":
            yield from _compared(gone, come, level + 1)
        else:
            yield from (Piece("gone", gone), Piece("new", come))


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    # What is gone stands before what is new in its place.
    for is_same, run in groupby(_unparted(pieces), lambda piece: piece.kind == "same"):
        found = list(run)
        kinds: tuple[Kind, ...] = ("same",) if is_same else ("gone", "new")
        for kind in kinds:
            if words := "".join(piece.text for piece in found if piece.kind == kind):
                yield Piece(kind, words)


def _unparted(pieces: Iterable[Piece]) -> Iterator[Piece]:
    # Who reads two changes with nothing but a full stop between them reads one.
    found = [piece for piece in pieces if piece.text]
    kinds = ["same", *(piece.kind for piece in found), "same"]
    for before, piece, after in zip(kinds, found, kinds[2:], strict=False):
        if piece.kind == "same" and "same" not in (before, after) and _SIGNS.fullmatch(piece.text):
            yield from (Piece("gone", piece.text), Piece("new", piece.text))
        else:
            yield piece


def _alike(one: list[str], other: list[str]) -> int:
    # How many parts both begin with.
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def _middle(words: str, around: int, is_first: bool, is_last: bool) -> str:
    before, after = (0 if is_first else around), (0 if is_last else around)
    if len(words) <= 2 * around:
        return words
    return f"{words[:before]}{' … ' if before else '… '}{words[len(words) - after :] if after else ''}"
