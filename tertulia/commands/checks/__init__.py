"""What ``tertulia check`` looks at, an aspect a file. Each has ``check(seen)``, which yields what is wrong."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """Something that is not as it should be: of what kind, where, and why."""

    what: str
    where: str
    why: str


# Counts in the given Counter what it has looked at, by name.
Check = Callable[[Counter[str]], Iterator[Problem]]
