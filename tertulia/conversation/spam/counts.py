"""Counting what was noticed: each thing by a number, and how often it was there."""

import hashlib
from functools import lru_cache
from typing import NamedTuple

# The number under which the comments themselves are counted.
TOTAL = 0


class Counts(NamedTuple):
    """In how many comments: spam and good."""

    spam: float
    good: float


@lru_cache(maxsize=20_000)
def number_of(thing: str) -> int:
    """The number of a thing: 63 bits, never ``TOTAL``. That two things share one is most unlikely, and does no harm."""
    digest = hashlib.blake2b(thing.encode(errors="replace"), digest_size=8).digest()
    return (int.from_bytes(digest) >> 1) or 1
