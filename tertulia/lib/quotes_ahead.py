"""Quotes that were found in a conversation before it was written, by whoever reads an import ahead of it."""

from typing import NamedTuple


class BoundAhead(NamedTuple):
    """One quote that has a source: the comment that quotes is known by its place among those that were looked through,
    and so is the ``source``; without one it is the post. All else as in a quote that is kept."""

    comment: int
    place: int
    words: str
    verdict: str
    source: int | None
    revision: str


class QuotesAhead(NamedTuple):
    """All that were found in these texts: the HTML of a ``post``, and that of the published ``comments`` below it in
    the order of their numbers."""

    post: str
    comments: tuple[str, ...]
    bound: tuple[BoundAhead, ...]
