"""Comments that a file has in any order, put together post by post."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

from tertulia.exchange.records import CommentRecord, LooseComments

# What may wait in memory, in bytes; a file that has more brings a conversation in several parts.
_MOST_MEMORY = 24_000_000
_COMMENT = 1200


@dataclass
class Gathering:
    """What is known so far, by the address of the post (with others that it may have had)."""

    _by_post: dict[tuple[str, ...], list[CommentRecord]] = field(default_factory=dict)
    _used: int = 0

    def add(self, addresses: tuple[str, ...], comment: CommentRecord) -> Iterator[LooseComments]:
        """One more comment; answers those of all posts so far if they are as many as may wait."""
        self._by_post.setdefault(addresses, []).append(comment)
        self._used += _COMMENT + sys.getsizeof(comment.text)
        if self._used > _MOST_MEMORY:
            yield from self.rest()

    def rest(self) -> Iterator[LooseComments]:
        """Those that wait."""
        waiting, self._by_post, self._used = self._by_post, {}, 0
        for (url, *others), comments in waiting.items():
            yield LooseComments(None, tuple(comments), url, tuple(others), comments[0].line)
