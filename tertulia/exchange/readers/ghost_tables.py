"""The tables in an export of Ghost, row by row, and what of them must be known before the first post."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from tertulia.exchange.readers.json_text import JsonText
from tertulia.exchange.readers.json_values import fields, word

# More than any site has; what comes then is not remembered.
_MOST = 200_000
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


@dataclass
class Known:
    """Everything but posts and comments. ``slugs`` are those of posts by their ids; ``tags_of`` and ``authors_of`` are
    ids in their order; ``captions`` are what stands below the pictures above posts."""

    settings: dict[str, str] = field(default_factory=dict)
    tags: dict[str, Named] = field(default_factory=dict)
    users: dict[str, Named] = field(default_factory=dict)
    members: dict[str, Named] = field(default_factory=dict)
    slugs: dict[str, str] = field(default_factory=dict)
    tags_of: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    authors_of: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    captions: dict[str, tuple[str, str]] = field(default_factory=dict)
    only_mailed: set[str] = field(default_factory=set)
    is_ours: bool = False

    def learn(self, table: str, row: Row, line: int) -> None:
        """Remember what is needed of a row."""
        self.is_ours = self.is_ours or table in ("posts", "comments")
        key = word(row.get("id"))
        if table in ("tags", "users", "members"):
            named = Named(word(row.get("name")), word(row.get("slug"))[:200], word(row.get("email")), line)
            self._keep({"tags": self.tags, "users": self.users, "members": self.members}[table], key, named)
        elif table == "posts":
            self._keep(self.slugs, key, word(row.get("slug"))[:200])
        elif table == "settings":
            self._keep(self.settings, word(row.get("key")), word(row.get("value")))
        elif table in ("posts_tags", "posts_authors"):
            self._relate(table, row)
        elif table == "posts_meta":
            self._meet_meta(word(row.get("post_id")), row)

    def _keep(self, kept: dict[str, _T], key: str, value: _T) -> None:
        if key and len(kept) < _MOST:
            kept.setdefault(key, value)

    def _relate(self, table: str, row: Row) -> None:
        kept, name = (self.tags_of, "tag_id") if table == "posts_tags" else (self.authors_of, "author_id")
        post, other, order = word(row.get("post_id")), word(row.get(name)), row.get("sort_order")
        if post and other and (post in kept or len(kept) < _MOST):
            related = kept.setdefault(post, [])
            if len(related) < 500:
                related.append((order if isinstance(order, int) else 0, other))

    def _meet_meta(self, post: str, row: Row) -> None:
        alt, caption = word(row.get("feature_image_alt")), word(row.get("feature_image_caption"))
        if alt or caption:
            self._keep(self.captions, post, (alt, caption))
        if row.get("email_only") in (1, True) and len(self.only_mailed) < _MOST:
            self.only_mailed.add(post)
