"""Quotes in comments that an import brings. Nobody is told that words are not found: half of an old conversation may be
lost."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from tertulia.conversation import quoting
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.quote import Quote
from tertulia.conversation.quote_marks import packed
from tertulia.conversation.quoted import derive, listed, mark_new
from tertulia.conversation.said import Known
from tertulia.conversation.sources import Source, post_said
from tertulia.conversation.together import Brought
from tertulia.lib import tags
from tertulia.lib.bulk import maker
from tertulia.lib.folding import has_unseen
from tertulia.lib.quotations import may_quote
from tertulia.lib.quotes_ahead import BoundAhead, QuotesAhead
from tertulia.outbox.event import record
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog

# Looked at in one transaction.
MOST_CONVERSATIONS, MOST_COMMENTS = 100, 1_000
# Of longer posts an index has not all words.
_MOST_WORDS = 100_000
_post = maker(Post, "body_html", "extended_html")
_row = maker(Comment, "id", "number", "html")
_quote = maker(Quote, "comment", "place", "words", "verdict", "source", "of_post", "revision")


class Spoken(NamedTuple):
    """A published comment that is not written yet: its HTML, the words by which it is found, and the place of the
    comment that it answers."""

    html: str
    words: str
    answers: int | None = None


def find_ahead(post: str, words: str, spoken: Sequence[Spoken]) -> QuotesAhead:
    """Find the quotes in a conversation that is to be brought whole: below a post of this HTML and these words, all its
    published comments in the order of their numbers. Asks no database."""
    rows = [_row(place + 1, place + 1, one.html) for place, one in enumerate(spoken)]
    for row, one in zip(rows, spoken, strict=True):
        if one.answers is not None:
            row.parent = rows[one.answers]
    known = "" if len(words) > _MOST_WORDS or has_unseen(post) else words
    quotes = _find(_post(post, ""), [(row, one.words) for row, one in zip(rows, spoken, strict=True)], known)
    bound = (
        BoundAhead(
            quote.comment.id - 1,
            quote.place,
            quote.words,
            quote.verdict,
            quote.source.id - 1 if quote.source else None,
            quote.revision,
        )
        for quote in quotes
    )
    return QuotesAhead(post, tuple(one.html for one in spoken), tuple(bound))


def recognise_new(post: Post, comments: Sequence[tuple[Comment, str]], ahead: QuotesAhead | None = None) -> list[Quote]:
    """Bind the quotes in a conversation that is brought whole: all its published comments in the order of their
    numbers, with the words by which each is found. They have their ids and are not written yet, nor are the quotes that
    this answers; what pages say of them is set in the comments. ``ahead`` is what was found before, if it was in the
    same texts."""
    rows = [row for row, _words in comments]
    is_same = ahead and ahead.post == post.html and ahead.comments == tuple(row.html for row in rows)
    quotes = [_bound(one, rows) for one in ahead.bound] if ahead and is_same else _find(post, comments)
    by_comment: dict[Comment, list[Quote]] = defaultdict(list)
    quoters: dict[Comment, set[int]] = defaultdict(set)
    for quote in quotes:
        by_comment[quote.comment].append(quote)
        if quote.source and quote.source is not quote.comment:
            quoters[quote.source].add(quote.comment.number or 0)
    for comment, those in by_comment.items():
        comment.quote_marks = packed(mark for quote in those if (mark := mark_new(quote)))
    for comment, numbers in quoters.items():
        comment.quoted_by = listed(numbers)
    return quotes


def _find(post: Post, comments: Sequence[tuple[Comment, str]], words: str = "") -> list[Quote]:
    known = Known()
    brought = Brought(Source(post_said(post)), words, post.weblog_id, comments, known)
    return [
        quote
        for comment, _words in comments
        if may_quote(comment.html)
        for quote in quoting.quotes_of(comment, known(comment).quotations, brought.sources_for)
    ]


def _bound(one: BoundAhead, rows: Sequence[Comment]) -> Quote:
    source = None if one.source is None else rows[one.source]
    return _quote(rows[one.comment], one.place, one.words, one.verdict, source, source is None, one.revision)


def recognise_later(post_ids: Collection[int]) -> None:
    """Remember that imports have changed these conversations, of which readers may have seen a part."""
    if post_ids:
        Conversation.objects.filter(post__in=post_ids).update(quotes_due=True)


def recognise_imported(weblog: Weblog) -> Iterator[int]:
    """Bind what imported comments quote in those conversations, once all of the import is here: some comments at each
    step; answers how many were looked at."""
    at: tuple[int, int] | None = (0, 0)
    while at:
        at, count = _recognise_after(weblog, *at)
        if count:
            yield count


@transaction.atomic
def _recognise_after(weblog: Weblog, conversation: int, number: int) -> tuple[tuple[int, int] | None, int]:
    # Those from this comment on; answers where to go on, and how many they were.
    waiting = Conversation.objects.filter(post__weblog=weblog, quotes_due=True, pk__gte=conversation)
    locked = waiting.select_for_update(of=("self",)).order_by("pk")
    due = list(locked.values_list("pk", flat=True)[:MOST_CONVERSATIONS])
    if not due:
        return None, 0
    after = Q(conversation__gt=conversation) | Q(conversation=conversation, number__gt=number)
    imported = Comment.objects.exclude(source="").filter(edited_at=None, state=CommentState.PUBLISHED)
    rows = imported.filter(after, conversation__in=due).order_by("conversation", "number")
    batch = list(rows.select_related("parent")[:MOST_COMMENTS])
    is_last = len(batch) < MOST_COMMENTS
    following = (due[-1] + 1, 0) if is_last else (batch[-1].conversation_id, batch[-1].number or 0)
    _recognise(weblog, [comment for comment in batch if may_quote(comment.html)])
    Conversation.objects.filter(pk__in=[pk for pk in due if pk < following[0]]).update(quotes_due=False)
    return following, len(batch)


def _recognise(weblog: Weblog, comments: Sequence[Comment]) -> None:
    refound = quoting.refind(weblog.id, comments, blames=False)
    if changed := derive(refound.quotes, refound.known):
        shown = {tags.comments(post_id) for post_id, _number in changed}
        hundreds = {tags.hundred(post_id, number) for post_id, number in changed}
        record("quotes.renewed", tags=[*shown, *hundreds, tags.recent_comments(weblog.id)], weblog_id=weblog.id)
