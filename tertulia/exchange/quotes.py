"""Find the quotes in the comments of a record, before it is known which rows they will be."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from tertulia.conversation.imported_threads import in_order
from tertulia.conversation.recognising import Spoken, find_ahead
from tertulia.exchange.asking import is_doubtful
from tertulia.exchange.identity import bare, comment_keys, first_key
from tertulia.exchange.records import CommentRecord, PostRecord
from tertulia.lib.derived import Derived
from tertulia.lib.quotations import may_quote
from tertulia.lib.quotes_ahead import QuotesAhead


class _One(NamedTuple):
    key: str
    answers: str
    created_at: datetime
    is_shown: bool
    derived: Derived


def find_quotes(record: PostRecord, html: str, words: str, derived: Sequence[Derived]) -> QuotesAhead | None:
    """The quotes of a post's comments, of which these are ``derived``, if all of them are new here and it has this
    HTML and these words; None if nobody quotes, or if it cannot be said in which order they will stand."""
    if not any(may_quote(one.html) for one in derived) or not all(comment.date for comment in record.comments):
        return None
    answering = any(comment.answers for comment in record.comments)
    keys = comment_keys(record.comments) if answering else [*map(str, range(len(derived)))]
    said = [_one(*each) for each in zip(keys, record.comments, derived, strict=True)]
    shown = [one for one in in_order(said) if one.is_shown]
    places = {bare(one.key): place for place, one in enumerate(shown)}
    spoken = [Spoken(one.derived.html, one.derived.words, places.get(one.answers)) for one in shown]
    return find_ahead(html, words, spoken)


def _one(key: str, record: CommentRecord, derived: Derived) -> _One:
    # The zone of those without one makes no difference to their order but in one hour of a year; what was found then
    # is not used.
    assert record.date
    date = record.date.replace(tzinfo=record.date.tzinfo or UTC)
    is_shown = record.kind == "comment" and record.status == "published" and not is_doubtful(record)
    return _One(key, first_key(record.answers), date, is_shown, derived)
