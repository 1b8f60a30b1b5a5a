"""How a conversation is laid out: who answers whom, nested to a depth. Pure functions that ask no database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from tertulia.conversation.shown import Shown

# A phone has no room for more, and rendering goes as deep as the thread does.
DEEPEST = 10


@dataclass(slots=True)
class Node:
    """A comment in its place. ``parent`` is the comment it answers, if it is laid out too; ``is_below`` tells whether
    the nesting shows that, so that “in reply to” need not be said. ``apart`` are the answers to it that stand elsewhere
    than below it."""

    comment: Shown
    level: int = 0
    parent: Shown | None = None
    is_below: bool = False
    replies: "list[Node]" = field(default_factory=list)
    apart: list[Shown] = field(default_factory=list)

    def walk(self) -> "Iterator[Node]":
        """This node and all below it, as they are read."""
        yield self
        for reply in self.replies:
            yield from reply.walk()


def arrange(comments: Iterable[Shown], depth: int, *, newest_first: bool = False) -> list[Node]:
    """Lay published comments out, nested at most ``depth`` levels below the first; flat if it is 0.

    An answer stands below what it answers, however the rest is ordered; one that would stand deeper than ``depth``
    follows in the deepest list. Every comment appears exactly once, even where the parents in a database make no
    sense (a circle, an answer older than its question): such a comment stands at the top."""
    depth = min(depth, DEEPEST)
    top: list[Node] = []
    placed: _Places = {}
    for comment in sorted(comments, key=attrgetter("number")):
        node, siblings = _place(comment, placed, depth, top)
        siblings.append(node)
        placed[comment.id] = node, siblings
    return top[::-1] if newest_first else top


# Each comment's node, and the list it stands in.
_Places = dict[int, tuple[Node, list[Node]]]


def _place(comment: Shown, placed: _Places, depth: int, top: list[Node]) -> tuple[Node, list[Node]]:
    if comment.parent_id is None or comment.parent_id not in placed:
        return Node(comment), top
    parent, siblings = placed[comment.parent_id]
    if parent.level < depth:
        return Node(comment, parent.level + 1, parent.comment, is_below=True), parent.replies
    parent.apart.append(comment)
    return Node(comment, parent.level, parent.comment), siblings
