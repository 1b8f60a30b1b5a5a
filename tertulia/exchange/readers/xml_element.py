"""Elements of an XML file as its reader sees them, and which of them it asks for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


class Element:
    """One element. ``children`` are those in it, without those that ``shapes`` made something of: that is in
    ``shaped``. ``cut`` says that its text was longer than any may be, and is not there."""

    __slots__ = ("attributes", "children", "cut", "line", "name", "shaped", "text")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name, self.attributes, self.line = name, attributes, line
        self.text, self.cut = "", False
        self.children: list[Element] = []
        self.shaped: list[Any] = []

    def all(self, name: str) -> Iterator["Element"]:
        """The children of that name."""
        return (child for child in self.children if child.name == name)

    def text_of(self, name: str) -> str:
        """The text of the first child of that name; empty if there is none."""
        return next((child.text for child in self.children if child.name == name), "")


@dataclass(frozen=True)
class Format:
    """What to look for: the name of the ``root``; ``branches``, the names of the elements to hand out (the outermost
    of them, with all that is in them); ``namespaces``, what to call a prefix by a part of its address, whatever the
    file calls it; ``shapes``, what makes something smaller of an element within a branch as soon as it is read;
    ``passed``, the elements within branches that nobody needs."""

    root: str
    branches: frozenset[str]
    namespaces: Mapping[str, str] = field(default_factory=dict)
    shapes: Mapping[str, Callable[[Element], Any]] = field(default_factory=dict)
    passed: frozenset[str] = frozenset()
