"""A text as paragraphs, each with how many blank lines stand before it: that is all that is left of its markup."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """A paragraph. ``gap`` is how many blank lines are above it, ``line`` where it begins."""

    text: str
    gap: int
    line: int

    @property
    def is_one_line(self) -> bool:
        """Whether it has no line break."""
        return "\n" not in self.text


def blocks_of(lines: Iterable[str], first: int = 1) -> list[Block]:
    """The paragraphs of a text whose first line has the number ``first``."""
    found: list[Block] = []
    held: list[str] = []
    gap = blank = 0
    start = first
    for number, line in enumerate([*lines, ""], first):
        if line.strip():
            if not held:
                gap, start, blank = blank, number, 0
            held.append(line.rstrip())
        else:
            if held:
                found.append(Block("\n".join(held).strip(), gap, start))
                held.clear()
            blank += 1
    return found


def text_of(blocks: Sequence[Block]) -> str:
    """Their words as one text, a blank line between two."""
    return "\n\n".join(block.text for block in blocks)
