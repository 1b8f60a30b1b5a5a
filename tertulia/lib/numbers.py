"""Very many names as numbers of 64 bits: what appears twice among them, what is asked for and is not there."""

import hashlib
from array import array
from collections.abc import Iterator
from itertools import pairwise

_AT_ONCE = 500_000


def number_of(name: str) -> int:
    """The name as a number; two names have the same so seldom that nobody meets it."""
    return int.from_bytes(hashlib.blake2b(name.encode(errors="replace"), digest_size=8).digest())


def repeated(numbers: "array[int]") -> frozenset[int]:
    """Those that are in it more than once."""
    found: set[int] = set()
    for some in _parts(numbers, len(numbers)):
        found.update(one for one, following in pairwise(sorted(some)) if one == following)
    return frozenset(found)


def missing(asked: "array[int]", there: "array[int]") -> frozenset[int]:
    """Those of ``asked`` that are not ``there``."""
    found: set[int] = set()
    most = max(len(asked), len(there))
    for wanted, known in zip(_parts(asked, most), _parts(there, most), strict=True):
        found.update(set(wanted).difference(known))
    return frozenset(found)


def _parts(numbers: "array[int]", most: int) -> Iterator[Iterator[int]]:
    # As a list of all of them would take four times the memory that they do.
    parts = most // _AT_ONCE + 1
    for part in range(parts):
        yield (number for number in numbers if number % parts == part)
