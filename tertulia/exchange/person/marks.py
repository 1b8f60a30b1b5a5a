"""By what an import knows a comment again whose author is forgotten: salted digests, which say nothing by themselves.

``Comment.erased`` holds a salt and, behind it, digests of the keys that sources called the comment by and of what would
make another source's comment the same one (``merge.matching``)."""

import hmac
from collections.abc import Iterable
from hashlib import sha256

from tertulia.conversation.comment import Comment
from tertulia.exchange.identity import bare
from tertulia.exchange.merge.matching import Said, features
from tertulia.exchange.merge.meeting import said_of

_LENGTH = 32


def marks(comment: Comment, keys: Iterable[tuple[str, str]], salt: str) -> str:
    """What stands in ``Comment.erased``; ``keys`` are its keys, each with the source."""
    things = {_key(source, key) for source, key in keys if source}
    if comment.source:
        things |= {*features(said_of(comment))}
    return " ".join([salt, *sorted(_digest(salt, thing) for thing in things)])


class Forgotten:
    """The forgotten comments of one post."""

    def __init__(self, erased: Iterable[str]) -> None:
        self._marks: dict[str, set[str]] = {}
        for one in erased:
            salt, *digests = one.split()
            self._marks.setdefault(salt, set()).update(digests)

    def knows(self, source: str, key: str, said: Said) -> bool:
        """Whether a comment of an import is one of them."""
        if not self._marks:
            return False
        things = [_key(source, key), *features(said)]
        return any(_digest(salt, thing) in digests for salt, digests in self._marks.items() for thing in things)


def _key(source: str, key: str) -> str:
    return f"{source} {bare(key)}"


def _digest(salt: str, thing: str) -> str:
    return hmac.new(salt.encode(), thing.encode(errors="replace"), sha256).hexdigest()[:_LENGTH]
