"""What is derived from a text as typed: the HTML that shows it, and the words by which it is found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from django.utils.functional import cached_property

from tertulia.lib import markup, text
from tertulia.lib.local import Links, nowhere
from tertulia.lib.tsvector import vector
from tertulia.lib.words import indexed


@dataclass(frozen=True)
class Derived:
    """Safe HTML of a text, and notes (sentences for the writer) about what was taken out or changed."""

    html: str
    removed: Sequence[str] = ()

    @cached_property
    def words(self) -> str:
        """As a search index keeps them; worked out when first asked for."""
        return indexed(text.plain(self.html))

    def complete(self) -> Self:
        """The same with its words worked out."""
        self.words  # noqa: B018
        return self


class Deriving:
    """Derives it. A load has one that knows what was derived ahead of it."""

    def comment(self, source: str) -> Derived:
        """Of a comment."""
        return Derived(markup.comment_html(source))

    def post(self, source: str, fmt: str, links: Links = nowhere) -> Derived:
        """Of a post's text; what ``links`` knows leads here. Raises KeyError for another format."""
        rendered = markup.post_html(source, fmt, links=links)
        return Derived(rendered.html, rendered.removed)

    def vector(self, title: str, words: str) -> bytes:
        """What PostgreSQL's index keeps of a title and a text, by the words of both (``lib.tsvector``)."""
        return vector(title, words)


AT_ONCE = Deriving()
