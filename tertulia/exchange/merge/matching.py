"""Which comments of a new piece are comments that another piece has brought. Two different ones are never taken for
one: what is not surely the same stays apart."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tertulia.exchange.merge.folded import LONG, folded, folded_name


@dataclass(frozen=True)
class Said:
    """One comment as one piece has it. ``ids`` are what old links call it."""

    text: str
    name: str = ""
    kind: str = "comment"
    date: datetime | None = None
    ids: frozenset[str] = frozenset()


def matches(new: Sequence[Said], known: Sequence[Said]) -> dict[int, int]:
    """The places of new comments with those of the known ones that they are; each is one other at most."""
    found: dict[int, int] = {}
    ours, theirs = [_Seen(one) for one in new], [_Seen(one) for one in known]
    _pair(found, ours, theirs, _ids)
    for same in _SURE:
        _pair(found, ours, theirs, same)
    return found


def may_match(new: Sequence[Said], known: Sequence[Said], found: Mapping[int, int]) -> dict[int, int]:
    """The same of what was not ``found``: the same few words within a minute, under two names."""
    pairs = dict(found)
    _pair(pairs, [_Seen(one) for one in new], [_Seen(one) for one in known], _few_words)
    return {place: their for place, their in pairs.items() if place not in found}


def features(said: Said) -> list[str]:
    """What makes another source's comment the same one: if they have one of these in common."""
    seen = _Seen(said)
    return [f"{same.__name__} {thing}" for same in (_ids, *_SURE) for thing in same(seen)]


class _Seen:
    def __init__(self, said: Said) -> None:
        self.said, self.words, self.name = said, folded(said.text), folded_name(said.name)
        self.minute = said.date.replace(second=0, microsecond=0) if said.date else None


# What two comments must have in common to be one; nothing if that cannot be told of a comment.
_Same = Callable[[_Seen], Sequence[Hashable]]


def _ids(one: _Seen) -> Sequence[Hashable]:
    # A number may be another comment's of another program; but hardly of the same minute.
    long = [name for name in sorted(one.said.ids) if len(name) >= _UNIQUE]
    short = [(name, one.minute) for name in sorted(one.said.ids) if len(name) < _UNIQUE and one.minute]
    return [*long, *short]


def _minute_words_name(one: _Seen) -> Sequence[Hashable]:
    return [(one.said.kind, one.minute, one.words, one.name)] if one.minute else []


def _minute_words(one: _Seen) -> Sequence[Hashable]:
    return [(one.said.kind, one.minute, one.words)] if one.minute and len(one.words) >= _TELLING else []


def _few_words(one: _Seen) -> Sequence[Hashable]:
    return [(one.said.kind, one.minute, one.words)] if one.minute else []


def _long_words(one: _Seen) -> Sequence[Hashable]:
    return [(one.said.kind, one.words)] if len(one.words) >= LONG else []


_SURE = (_minute_words_name, _minute_words, _long_words)
# Two people may say “+1” within a minute.
_TELLING = 12
# Typepad's ids: no other comment anywhere has one of so many characters.
_UNIQUE = 30


def _pair(found: dict[int, int], new: Sequence[_Seen], known: Sequence[_Seen], same: _Same) -> None:
    taken = set(found.values())
    waiting: dict[Hashable, list[int]] = {}
    for place, one in enumerate(known):
        for name in same(one) if place not in taken else ():
            waiting.setdefault(name, []).append(place)
    for place, one in enumerate(new):
        if place in found:
            continue
        free = (their for name in same(one) for their in waiting.get(name, ()) if their not in taken)
        if (their := next(free, None)) is not None:
            found[place] = their
            taken.add(their)
