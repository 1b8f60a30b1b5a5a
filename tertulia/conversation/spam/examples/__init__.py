"""What the judge knows before anybody has decided anything: examples written for this project, counted."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tertulia.conversation.spam.noticed import noticed

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Examples:
    """In how many examples each thing was noticed, and how many examples there are."""

    counts: Counter[str]
    total: int


@cache
def spam() -> Examples:
    """Comments that nobody wants."""
    return _read("spam.txt")


@cache
def good() -> Examples:
    """Comments as people write them."""
    return _read("good.txt")


def _read(name: str) -> Examples:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    examples = [line for line in lines if line and not line.startswith("# ")]
    return Examples(Counter(thing for line in examples for thing in noticed(line)), len(examples))
