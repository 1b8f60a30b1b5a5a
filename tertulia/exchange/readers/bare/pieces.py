"""Where one contribution ends and the next begins, and whose name stands at it."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from tertulia.exchange.readers.bare.blocks import Block, text_of
from tertulia.exchange.readers.bare.names import addressed, is_name, key_of, may_mean
from tertulia.exchange.readers.bare.quotes import Quotes
from tertulia.exchange.readers.bare.signs import Sign, find_sign

_APART = 2
_MOST_PROOFS = 200


@dataclass
class Piece:
    """What seems to be one contribution: the paragraphs from ``start`` on (``end`` is behind them), without the line
    of its ``name``. ``is_below`` says that the name stands below it."""

    start: int
    end: int
    blocks: Sequence[Block]
    gap: int
    name: str = ""
    is_below: bool = False
    to: tuple[str, ...] = ()
    quoted: list[set[int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words."""
        return text_of(self.blocks)

    @property
    def line(self) -> int:
        """Where it begins."""
        return self.blocks[0].line


@dataclass
class Talk:
    """A conversation as its text shows it. ``gap`` is how many blank lines usually part two contributions; 0 if none
    do. ``names_above`` says that names stand above what they said, ``is_proven`` that the text itself shows that.
    ``answers`` are the numbers of the pieces that a piece quotes, ``answered`` of those that quote it."""

    blocks: Sequence[Block]
    sign: Sign
    quotes: Quotes
    gap: int
    names_above: bool = True
    is_proven: bool = False
    pieces: list[Piece] = field(default_factory=list)
    answers: dict[int, list[int]] = field(default_factory=dict)
    answered: dict[int, list[int]] = field(default_factory=dict)

    def is_signed(self, number: int) -> bool:
        """Whether a piece ends in the signature."""
        return self.sign.is_below(self.pieces[number].blocks[-1].text)


def talk_of(blocks: Sequence[Block]) -> Talk:
    """Part a conversation into contributions."""
    apart = [block.gap for block in blocks[1:] if block.gap >= _APART]
    sign = find_sign(block.text for block in blocks)
    usual = Counter(apart).most_common(1)[0][0] if apart else 0
    talk = Talk(blocks, sign, Quotes(blocks), usual)
    starts = _starts(blocks, sign)
    begins = frozenset(starts)
    names = [place for place in range(len(blocks)) if _is_name_at(talk, begins, place)]
    _learn_order(talk, starts, names)
    talk.pieces = list(_pieces(talk, starts, names))
    _address(talk)
    _join(talk)
    return talk


def _starts(blocks: Sequence[Block], sign: Sign) -> list[int]:
    behind_sign = {place + 1 for place, block in enumerate(blocks[:-1]) if sign.is_below(block.text)}
    return [place for place, block in enumerate(blocks) if not place or block.gap >= _APART or place in behind_sign]


def _is_name_at(talk: Talk, starts: frozenset[int], place: int) -> bool:
    # A name below quoted words says whose these are; and what somebody's words are is not a name by itself.
    before = talk.blocks[place - 1].text if place else ""
    if not is_name(talk.blocks[place]) or talk.sign.is_below(talk.blocks[place].text):
        return False
    is_first, is_last = place in starts, place + 1 in starts or place + 1 == len(talk.blocks)
    return not (is_first and is_last) and (is_first or before[-1:] not in '"”»:')


def _learn_order(talk: Talk, starts: Sequence[int], names: Sequence[int]) -> None:
    """Whether names stand above or below their words: one that is addressed by somebody who quotes those words shows
    it, one behind the host's signature too, or where others begin or end."""
    quoted = list(islice(_quoted_to(talk), _MOST_PROOFS)) if names else []
    begins = {*starts}
    above = below = 0
    for name in names[:_MOST_PROOFS]:
        said = next((said for short, said in quoted if may_mean(short, talk.blocks[name].text)), name)
        above += 3 * (said > name) + (name in begins)
        below += 3 * (said < name) + (name + 1 in begins)
    talk.names_above, talk.is_proven = above >= below, above != below


def _quoted_to(talk: Talk) -> Iterator[tuple[str, int]]:
    # Whom a text addresses that quotes at its beginning, and where these words stand.
    for place, block in enumerate(talk.blocks):
        for short in addressed(block):
            for following in range(place, min(place + 2, len(talk.blocks))):
                yield from ((short, next(iter(places))) for places in talk.quotes.of(following) if len(places) == 1)


def _pieces(talk: Talk, starts: Sequence[int], names: Sequence[int]) -> Iterator[Piece]:
    cuts = {*starts} | {place if talk.names_above else place + 1 for place in names}
    bounds = [*sorted(cut for cut in cuts if cut < len(talk.blocks)), len(talk.blocks)]
    named = {*names}
    for start, end in pairwise(bounds):
        yield _piece(talk, start, end, named)


def _piece(talk: Talk, start: int, end: int, named: set[int]) -> Piece:
    blocks, gap = talk.blocks[start:end], talk.blocks[start].gap
    name, is_below = "", False
    if talk.names_above and start in named and end - start > 1:
        name, blocks = blocks[0].text, blocks[1:]
    elif end - 1 in named and end - start > 1:
        name, blocks, is_below = blocks[-1].text, blocks[:-1], True
    quoted = [places for place in range(start, end) for places in talk.quotes.of(place)]
    return Piece(start, end, blocks, gap, name, is_below, (), quoted)


def _address(talk: Talk) -> None:
    # Whom the pieces speak to, by the names that are known from all of them.
    names = [piece.name for piece in talk.pieces if piece.name]
    names += [name for piece in talk.pieces for name in addressed(piece.blocks[0])]
    known = frozenset(map(key_of, [*names, *([talk.sign.word] if talk.sign.word else [])]))
    for piece in talk.pieces:
        piece.to = addressed(piece.blocks[0], known)


def _join(talk: Talk) -> None:
    ends = [piece.end for piece in talk.pieces]
    for number, piece in enumerate(talk.pieces):
        whose = ({bisect_right(ends, place) for place in places} - {number} for places in piece.quoted)
        found = list(dict.fromkeys(next(iter(numbers)) for numbers in whose if len(numbers) == 1))
        talk.answers[number] = found
        for other in found:
            talk.answered.setdefault(other, []).append(number)
