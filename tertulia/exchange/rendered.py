"""What was derived from the texts of an export ahead of their load."""

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from django.utils import translation

from tertulia.conversation.imported_people import person
from tertulia.conversation.submission import cleaned_text
from tertulia.exchange.names import words_of
from tertulia.exchange.quotes import find_quotes
from tertulia.exchange.records import CommentRecord, LooseComments, PostRecord, Record
from tertulia.lib.derived import AT_ONCE, Derived, Deriving
from tertulia.lib.local import Here, Links, nowhere
from tertulia.lib.words import indexed, joined
from tertulia.weblog.imported import found_by
from tertulia.weblog.post import html_of

# What has been read and waits to be written, and one more.
_MOST_PARTS = 8

_Posts = Mapping[tuple[str, str], tuple[Derived, frozenset[str]]]


class Part(NamedTuple):
    """What was derived of some records: comments by their texts; parts of posts by format and text, each with the
    addresses that it links to, of which none was here, in the ``language`` of the weblog. ``vectors`` are by the words
    of a title and a text."""

    comments: dict[str, Derived]
    posts: _Posts
    language: str
    vectors: dict[tuple[str, str], bytes]


class DerivedAhead(Deriving):
    """What was derived ahead lately is not derived again."""

    def __init__(self) -> None:
        self._parts: deque[Part] = deque(maxlen=_MOST_PARTS)

    def keep(self, part: Part) -> None:
        """Know this too; the oldest is forgotten."""
        self._parts.appendleft(part)

    def comment(self, source: str) -> Derived:
        """As if it were derived now."""
        for part in self._parts:
            if source in part.comments:
                return part.comments[source]
        return super().comment(source)

    def post(self, source: str, fmt: str, links: Links = nowhere) -> Derived:
        """The same."""
        for part in self._parts:
            if (fmt, source) in part.posts and part.language == translation.get_language():
                derived, urls = part.posts[fmt, source]
                return super().post(source, fmt, links) if urls and links(urls) else derived
        return super().post(source, fmt, links)

    def vector(self, title: str, words: str) -> bytes:
        """The same."""
        for part in self._parts:
            if found := part.vectors.get((title, words)):
                return found
        return super().vector(title, words)


def derive(records: Sequence[Record], language: str, *, has_vectors: bool = False) -> tuple[Part, list[Record]]:
    """Derive what a load of these records will ask for, ``has_vectors`` says whether of a database that keeps them; and
    the records, with the quotes that were found in them."""
    said = [(record, [text_of(comment) for comment in _comments_of(record)]) for record in records]
    comments = {text: AT_ONCE.comment(text).complete() for _record, texts in said for text in texts}
    with translation.override(language):
        posts = {(fmt, text): _post(text, fmt) for fmt, text in _posts(records)}
    found = [_quoting(record, [comments[text] for text in texts], posts) for record, texts in said]
    pairs = (pair for record, texts in said if has_vectors for pair in _found_by(record, texts, comments, posts))
    return Part(comments, posts, language, {pair: AT_ONCE.vector(*pair) for pair in {*pairs}}), found


def _found_by(
    record: Record, said: Sequence[str], comments: Mapping[str, Derived], posts: _Posts
) -> Iterator[tuple[str, str]]:
    # As the load will ask. Else it makes them itself.
    if isinstance(record, PostRecord):
        parts = [posts[record.format, text][0] for text in (record.body, record.extended)]
        yield indexed(words_of(record.title)), found_by(parts, record.excerpt, record.keywords)
    for comment, text in zip(_comments_of(record), said, strict=True):
        yield person(words_of(comment.name), comment.email, comment.url).words, comments[text].words


def _quoting(record: Record, said: Sequence[Derived], posts: _Posts) -> Record:
    if not isinstance(record, PostRecord):
        return record
    body, extended = (posts[record.format, text][0] for text in (record.body, record.extended))
    quotes = find_quotes(record, html_of(body.html, extended.html), joined([body.words, extended.words]), said)
    return replace(record, quotes=quotes) if quotes else record


def text_of(record: CommentRecord) -> str:
    """What a comment says, with its title, as it is kept."""
    return cleaned_text(whole_text(record))


def whole_text(record: CommentRecord) -> str:
    """The same as it came."""
    return f"{record.title}\n\n{record.text}" if record.title and record.text else record.title or record.text


def _comments_of(record: Record) -> Sequence[CommentRecord]:
    return record.comments if isinstance(record, PostRecord | LooseComments) else ()


def _posts(records: Sequence[Record]) -> Iterator[tuple[str, str]]:
    return (
        (record.format, text)
        for record in records
        if isinstance(record, PostRecord)
        for text in (record.body, record.extended)
    )


def _post(text: str, fmt: str) -> tuple[Derived, frozenset[str]]:
    asked: set[str] = set()

    def links(urls: Collection[str]) -> Mapping[str, Here]:
        asked.update(urls)
        return {}

    return AT_ONCE.post(text, fmt, links).complete(), frozenset(asked)
