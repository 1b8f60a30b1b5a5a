"""The tables in an export of Ghost, row by row, and what of them must be known before the first post."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from tertulia.exchange.readers.json_text import JsonText
from tertulia.exchange.readers.json_values import fields, word
from tertulia.exchange.readers.packed.spool import roomy
from tertulia.lib.shelf import Shelf

Row = dict[str, object]
_T = TypeVar("_T")


def rows(source: JsonText) -> Iterator[tuple[str, Row, int]]:
    """The name of a table, one of its rows, and the line where that begins. The whole may stand in a list ``db``, the
    tables in ``data``; what the API answers has its one table at once."""
    for name in source.members():
        if name == "db" and source.peek() == "[":
            for _step in source.items():
                yield from _database(source)
        elif name == "data" and source.peek() == "{":
            yield from _tables(source)
        elif name == "comments":
            yield from _table(source, name)
        else:
            source.value()


def _database(source: JsonText) -> Iterator[tuple[str, Row, int]]:
    for name in source.members():
        if name == "data" and source.peek() == "{":
            yield from _tables(source)
        else:
            source.value()


def _tables(source: JsonText) -> Iterator[tuple[str, Row, int]]:
    for name in source.members():
        yield from _table(source, name)


def _table(source: JsonText, name: str) -> Iterator[tuple[str, Row, int]]:
    if source.peek() != "[":
        source.value()
        return
    for _step in source.items():
        source.peek()
        line = source.line
        yield name, fields(source.value()), line


@dataclass(frozen=True, slots=True)
class Named:
    """A tag, or somebody: what is shown, the last part of the address, the e-mail address."""

    name: str
    slug: str = ""
    email: str = ""
    line: int = 0


class Known:
    """Everything but posts and comments, on the disk, as there may be any number. ``slugs`` are those of posts by their
    ids; ``tags_of`` and ``authors_of`` are ids in their order; ``captions`` are what stands below the pictures above
    posts."""

    def __init__(self) -> None:
        self.settings: Shelf[str] = Shelf(roomy())
        self.tags: Shelf[Named] = Shelf(roomy())
        self.users: Shelf[Named] = Shelf(roomy())
        self.members: Shelf[Named] = Shelf(roomy())
        self.slugs: Shelf[str] = Shelf(roomy())
        self.tags_of: Shelf[list[tuple[int, str]]] = Shelf(roomy())
        self.authors_of: Shelf[list[tuple[int, str]]] = Shelf(roomy())
        self.captions: Shelf[tuple[str, str]] = Shelf(roomy())
        self.only_mailed: Shelf[bool] = Shelf(roomy())
        self.is_ours = False

    def learn(self, table: str, row: Row, line: int) -> None:
        """Remember what is needed of a row."""
        self.is_ours = self.is_ours or table in ("posts", "comments")
        key = word(row.get("id"))
        if table in ("tags", "users", "members"):
            named = Named(word(row.get("name")), word(row.get("slug"))[:200], word(row.get("email")), line)
            _keep({"tags": self.tags, "users": self.users, "members": self.members}[table], key, named)
        elif table == "posts":
            _keep(self.slugs, key, word(row.get("slug"))[:200])
        elif table == "settings":
            _keep(self.settings, word(row.get("key")), word(row.get("value")))
        elif table == "posts_tags":
            _relate(self.tags_of, row, "tag_id")
        elif table == "posts_authors":
            _relate(self.authors_of, row, "author_id")
        elif table == "posts_meta":
            self._meet_meta(word(row.get("post_id")), row)

    def _meet_meta(self, post: str, row: Row) -> None:
        alt, caption = word(row.get("feature_image_alt")), word(row.get("feature_image_caption"))
        if alt or caption:
            _keep(self.captions, post, (alt, caption))
        if row.get("email_only") in (1, True):
            _keep(self.only_mailed, post, True)


def used(related: Shelf[list[tuple[int, str]]]) -> Shelf[bool]:
    """The ids of all tags, or authors, that some post has."""
    found: Shelf[bool] = Shelf(roomy())
    for _post, ids in related.items():
        for _order, other in ids:
            found[other] = True
    return found


def _keep(kept: Shelf[_T], key: str, value: _T) -> None:
    if key:
        kept.setdefault(key, value)


def _relate(kept: Shelf[list[tuple[int, str]]], row: Row, name: str) -> None:
    post, other, order = word(row.get("post_id")), word(row.get(name)), row.get("sort_order")
    if post and other:
        related = kept.setdefault(post, [])
        if len(related) < 500:
            related.append((order if isinstance(order, int) else 0, other))
