"""The documented answers: ``docs/addresses.md``, read as the table that it is."""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.security.answers.setting import ROLES

PAGE = Path(__file__).parents[3] / "docs" / "addresses.md"

_LINE = re.compile(r"\| `(/[^`]*)` \|(.*)\|")


@dataclass(frozen=True)
class Answers:
    """What each role is answered to GET and to POST."""

    get: dict[str, int]
    post: dict[str, int]

    def to(self, method: str) -> dict[str, int]:
        """What each role is answered to any method."""
        given = {"GET": self.get, "HEAD": self.get, "POST": self.post}
        return given.get(method) or dict.fromkeys(ROLES, 405)

    def depends(self, method: str) -> bool:
        """Whether it depends on who asks."""
        return len({*self.to(method).values()}) > 1

    def line(self, address: str) -> str:
        """As they stand on the page: once if they are the same for everybody."""
        pairs = [f"{self.get[role]} {self.post[role]}" for role in ROLES]
        return f"| `{address}` | {' | '.join(pairs[:1] if len(set(pairs)) == 1 else pairs)} |"


def documented() -> dict[str, Answers]:
    """The answers on the page by their address."""
    found = [_LINE.fullmatch(line) for line in PAGE.read_text().splitlines()]
    return {one[1]: _answers(one[2].split("|")) for one in found if one}


def _answers(cells: list[str]) -> Answers:
    pairs = [[int(status) for status in cell.split()] for cell in (cells * len(ROLES) if len(cells) == 1 else cells)]
    gets, posts = zip(*pairs, strict=True)
    return Answers(dict(zip(ROLES, gets, strict=True)), dict(zip(ROLES, posts, strict=True)))
