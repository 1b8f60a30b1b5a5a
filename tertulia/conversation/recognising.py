"""Quotes in comments that an import brings. Nobody is told that words are not found: half of an old conversation may be
lost."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence

from django.db import transaction
from django.db.models import Q

from tertulia.conversation import quoting
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.quote import Quote
from tertulia.conversation.quote_marks import packed
from tertulia.conversation.quoted import derive, listed, mark_of
from tertulia.conversation.said import Known
from tertulia.conversation.sources import Source, post_said
from tertulia.conversation.together import Brought
from tertulia.lib import tags
from tertulia.lib.quotations import may_quote
from tertulia.lib.said import Said
from tertulia.outbox.event import record
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog

# Looked at in one transaction.
MOST_CONVERSATIONS, MOST_COMMENTS = 100, 1_000


def recognise_new(post: Post, comments: Sequence[tuple[Comment, str]], read: Callable[[str], Said]) -> list[Quote]:
    """Bind the quotes in a conversation that is brought whole: all its published comments in the order of their
    numbers, with the words by which each is found. They have their ids and are not written yet, nor are the quotes that
    this answers; what pages say of them is set in the comments. ``read`` reads an HTML."""
    known = Known(read)
    brought = Brought(Source(post_said(post, read)), post.weblog_id, comments, known)
    quotes: list[Quote] = []
    quoters: dict[Comment, set[int]] = defaultdict(set)
    for comment, _words in comments:
        if not may_quote(comment.html):
            continue
        found = [*quoting.quotes_of(comment, known(comment).quotations, brought.sources_for)]
        comment.quote_marks = packed(mark for quote in found if (mark := mark_of(quote, known)))
        for quote in found:
            if quote.source and quote.source is not comment:
                quoters[quote.source].add(comment.number or 0)
        quotes += found
    for comment, numbers in quoters.items():
        comment.quoted_by = listed(numbers)
    return quotes


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
