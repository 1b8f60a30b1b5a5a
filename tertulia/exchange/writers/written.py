"""What came of an export."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

# Shows, while it hands them on, how many of so many things are done.
Show = Callable[[Iterable[Any], int, str], Iterable[Any]]


def quietly(things: Iterable[Any], _count: int, _name: str) -> Iterable[Any]:
    """Show nothing."""
    return things


@dataclass
class Written:
    """What stands in the file: records by kind, files of media and of pages, its size; which files the weblog links to
    that are not there; and how much of what the weblog has was left out, by kind."""

    records: dict[str, int] = field(default_factory=dict)
    media: int = 0
    pages: int = 0
    size: int = 0
    missing: list[str] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
