"""What must be known of a Disqus export before the first comment: where threads were, which comments are there twice,
which of those that are answered are there at all."""

import json
from collections.abc import Iterator

from tertulia.exchange.readers.disqus_values import id_of, is_true, sameness, thread_addresses
from tertulia.exchange.readers.packed.spool import roomy
from tertulia.exchange.readers.xml_element import Element
from tertulia.lib import numbers
from tertulia.lib.shared_scratch import SharedScratch

# A file may hold any number. By date, as comments come in that order and what lies together is found together.
_TABLES = """
CREATE TABLE threads (id TEXT PRIMARY KEY, addresses TEXT) WITHOUT ROWID;
CREATE TABLE posts (id TEXT, thread TEXT, PRIMARY KEY (id, thread)) WITHOUT ROWID;
CREATE TABLE alike (date TEXT, number INTEGER, first TEXT, PRIMARY KEY (date, number)) WITHOUT ROWID;
CREATE TABLE copies (id TEXT PRIMARY KEY, first TEXT) WITHOUT ROWID;
"""


class Known:
    """It learns on the disk; what it knows goes with it to another process. ``closed`` counts the conversations that
    were closed, the first of them at line ``first_closed``."""

    def __init__(self) -> None:
        self._scratch = SharedScratch(_TABLES, roomy())
        self.closed = self.first_closed = 0

    def learn(self, elements: Iterator[Element]) -> Iterator[None]:
        """Go through all threads and comments, one at each step."""
        for element in elements:
            if element.name == "thread":
                self._meet_thread(element)
            else:
                self._meet_post(element)
            yield
        self._scratch.commit()

    def addresses_of(self, thread: str) -> tuple[str, ...] | None:
        """Where the page was; none if that is not known, None if the thread is not in the file."""
        found = self._one("SELECT addresses FROM threads WHERE id = ?", thread)
        return None if found is None else tuple(json.loads(found))

    def is_there(self, comment: str, thread: str) -> bool:
        """Whether there is such a comment in that thread."""
        return self._one("SELECT id FROM posts WHERE id = ? AND thread = ?", comment, thread) is not None

    def first_of(self, comment: str) -> str:
        """The comment itself, or the one that it is a copy of."""
        return self._one("SELECT first FROM copies WHERE id = ?", comment) or comment

    def _meet_thread(self, thread: Element) -> None:
        addresses = json.dumps(thread_addresses(thread))
        self._scratch.kept.execute("INSERT OR IGNORE INTO threads VALUES (?, ?)", (id_of(thread), addresses))
        if is_true(thread, "isClosed"):
            self.closed, self.first_closed = self.closed + 1, self.first_closed or thread.line

    def _meet_post(self, post: Element) -> None:
        own, kept = id_of(post), self._scratch.kept
        kept.execute("INSERT OR IGNORE INTO posts VALUES (?, ?)", (own, id_of(post, "thread")))
        alike = post.text_of("createdAt").strip()[:40], numbers.number_of(sameness(post)) - (1 << 63)
        if not kept.execute("INSERT OR IGNORE INTO alike VALUES (?, ?, ?)", (*alike, own)).rowcount:
            first = self._one("SELECT first FROM alike WHERE date = ? AND number = ?", *alike)
            if first != own:
                kept.execute("INSERT OR IGNORE INTO copies VALUES (?, ?)", (own, first))

    def _one(self, query: str, *given: object) -> str | None:
        found = self._scratch.kept.execute(query, given).fetchone()
        return found and str(found[0])
