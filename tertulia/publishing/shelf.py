"""What was read of stored pages last, as finished answers: reading one again costs a look at its file's date."""

import os
import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from tertulia.publishing.answering import Answer, Asked, answer
from tertulia.publishing.store import Store, Stored

# Of one process; a page of a hundred comments has some 15,000 bytes, compressed.
MOST_BYTES = 16_000_000

# What was asked for once is forgotten after so many calls of ``asked``.
FADES_AFTER = 30
_LEAST = 0.1
_FADES = _LEAST ** (1 / FADES_AFTER)


@dataclass
class Kept:
    """A stored page at hand. ``answers`` are those that were given already to readers who asked for no more than the
    page, by encoding; ``raw`` is room for a server to keep them as it sends them: head and body, by encoding."""

    page: Stored
    file: str
    answers: dict[str, Answer] = field(default_factory=dict)
    raw: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)

    def is_current(self) -> bool:
        """Whether the page's file is still the one that was read."""
        try:
            found = os.stat(self.file)  # noqa: PTH116  as a Path it takes twice as long, at each reading
        except OSError:
            return False
        return (found.st_ino, found.st_mtime_ns) == self.page.mark

    @property
    def size(self) -> int:
        """How many bytes it keeps in memory, roughly."""
        return 500 + sum(len(answer.body) for answer in self.answers.values())


class Shelf:
    """The pages of a store that were asked for last, each as long as it is current."""

    def __init__(self, store: Store, most: int = MOST_BYTES) -> None:
        self.store, self.most, self.size = store, most, 0
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._hits: dict[str, float] = {}
        self._guard = threading.Lock()

    def find(self, path: str) -> Kept | None:
        """The stored page of a decoded path, as it is now; None if it is not stored."""
        kept = self._kept.get(path)
        if kept is None or not kept.is_current():
            self._take_away(path)
            page = self.store.get(path)
            if page is None:
                return None
            kept = Kept(page, str(page.file))
        self._hits[path] = self._hits.get(path, 0.0) + 1.0
        return kept

    def asked(self, most: int) -> list[str]:
        """The paths that were asked for most lately, also of pages that were flushed since. Each call lets what was
        before fade a little."""
        hits = dict(self._hits)
        self._hits = {path: count * _FADES for path, count in hits.items() if count * _FADES >= _LEAST}
        return sorted(hits, key=lambda path: hits[path], reverse=True)[:most]

    def answer(self, kept: Kept, asked: Asked) -> Answer:
        """What to answer. Raises FileNotFoundError if the page was flushed meanwhile."""
        if not asked.is_plain:
            return answer(kept.page, asked)
        encoding = asked.encoding
        if encoding not in kept.answers:
            found = answer(kept.page, Asked(accept_encoding=encoding or "identity"))
            self._keep(kept, encoding, found)
        return kept.answers[encoding]

    def _keep(self, kept: Kept, encoding: str, found: Answer) -> None:
        with self._guard:
            self._drop(kept.page.path)
            kept.answers[encoding] = found
            self._kept[kept.page.path] = kept
            self.size += kept.size
            while self.size > self.most and self._kept:
                self._drop(next(iter(self._kept)))

    def _take_away(self, path: str) -> None:
        with self._guard:
            self._drop(path)

    def _drop(self, path: str) -> None:
        if gone := self._kept.pop(path, None):
            self.size -= gone.size
