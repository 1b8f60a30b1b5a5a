"""What PostgreSQL keeps of a text for searching, made here: its own parser takes ten times as long to find the words
that are known already.

A value is written as ``tsvectorrecv`` reads it (src/backend/utils/adt/tsvector.c): how many words there are; then each,
in the order of their bytes, ended by a zero, how many places it has, and these, of which two bits are a weight."""

from itertools import islice
from struct import pack

LONGEST_TITLE = 10_000
"""Characters of a title that count."""

_LAST_PLACE = 2**14 - 1
_MOST_BYTES = 256 * 2
_WEIGHT_A, _WEIGHT_B = 3 << 14, 2 << 14


def vector(title: str, words: str) -> bytes:
    """That of words such as ``lib.words.indexed`` makes them: the title's have the weight A and come first, the others
    B. Words behind the last place that there is share it."""
    first, others = _split(title[:LONGEST_TITLE]), _split(words)
    places = dict[str, str]()
    known = places.get
    for word, place in zip(first, _PLACES_A, strict=False):
        places[word] = known(word, "") + place
    for word, place in zip(others, islice(_PLACES_B, len(first), None), strict=False):
        places[word] = known(word, "") + place
    for word in others[_LAST_PLACE - len(first) :]:
        places.setdefault(word, _PLACES_B[-1])
    found = [word + _COUNTS[len(some := places[word][:_MOST_BYTES])] + some for word in sorted(places)]
    return pack(">I", len(found)) + "".join(found).encode("latin-1")


def _split(words: str) -> list[str]:
    # Each byte as a character: so all of a vector can be put together as one text, and is sorted as bytes are.
    if not words:
        return []
    return (words if words.isascii() else words.encode().decode("latin-1")).split(" ")


def _two_bytes(number: int) -> str:
    return pack(">H", number).decode("latin-1")


_PLACES_A, _PLACES_B = (
    [_two_bytes(weight | place) for place in range(1, _LAST_PLACE + 1)] for weight in (_WEIGHT_A, _WEIGHT_B)
)
# By the bytes that the places take: the end of a word, and their number.
_COUNTS = [f"\0{_two_bytes(length // 2)}" for length in range(_MOST_BYTES + 1)]
