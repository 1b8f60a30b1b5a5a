"""Quotes kept true: found when somebody quotes, and looked at again whenever what they quote changes.

Each verb that changes words, names or states of comments calls ``reread`` or ``renew`` in its transaction, while it
holds the conversation's lock."""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db.models import Q, QuerySet

from tertulia.conversation import marking
from tertulia.conversation.comment import Comment
from tertulia.conversation.finding import find
from tertulia.conversation.gathered import Gathered
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.quote import Quote
from tertulia.conversation.quote_marks import packed
from tertulia.conversation.quoted import bring_up, mark_of, name_quoters
from tertulia.conversation.said import Known
from tertulia.conversation.sources import Sources
from tertulia.lib.bulk import maker
from tertulia.lib.prepared import Change, Insertion
from tertulia.lib.quotations import Quotation, quotations_in
from tertulia.weblog.post import Post

# In one comment or reply.
_MOST = 20
# So many who quote are looked at one by one; for more, the whole conversation is read.
_FEW = 3
_AT_ONCE = 500

# A comment, or a host's reply, in which somebody may quote.
Holder = Comment | HostReply


class Refound(NamedTuple):
    """Quotes that were there and those that are, and what was read for that."""

    quotes: list[Quote]
    known: Known


def quote_anew(post: Post, comment: Comment) -> None:
    """Find the quotes in a comment that has just been written. What it does not have before need not be asked for."""
    quotations = quotations_in(comment.html)
    if not quotations:
        return
    quotes = [*quotes_of(comment, quotations, _sources(post.weblog_id, [comment]), blames=True)]
    for quote in quotes:
        _insert(quote)
    if column := _marks(quotes):
        comment.quote_marks = column
        _write_marks(comment)
    name_quoters(post, quotes)


def reread(post: Post, holders: Sequence[Holder], *, blames: bool = True) -> None:
    """Find the quotes in comments and host's replies that are new or have other words than before. What was quoted
    before keeps what it was compared with. ``blames``: also say of words that they are not found."""
    found = refind(post.weblog_id, holders, blames=blames)
    bring_up(post, found.quotes, found.known)


def refind(weblog_id: int, holders: Sequence[Holder], *, blames: bool) -> Refound:
    """The same for any conversations of a weblog, but that nothing is said of it yet: that is for
    ``quoted.derive``."""
    known = Known()
    read = [(one, known(one).quotations) for one in holders]
    quoting = [(one, quotations) for one, quotations in read if one.quote_marks or quotations]
    if not quoting:
        return Refound([], known)
    there = _quotes_in(one for one, _quotations in quoting)
    before: dict[tuple[int, int | None], list[Quote]] = defaultdict(list)
    for quote in there:
        before[quote.comment_id, quote.inside_id].append(quote)
    sources_for = _sources(weblog_id, [one for one, _quotations in quoting], known)
    after = [
        quote
        for holder, quotations in quoting
        for quote in quotes_of(holder, quotations, sources_for, before=before[_place_of(holder)], blames=blames)
    ]
    there.delete()
    Quote.objects.bulk_create(after, batch_size=_AT_ONCE)
    return Refound([*itertools.chain(*before.values()), *after], known)


def renew(post: Post, comments: Sequence[Comment]) -> None:
    """Look again at what is quoted of these comments, or of the host's replies in them, as their words, names or states
    are others now; and at those whom they quote. The same for the host's marks."""
    ids = [comment.id for comment in comments]
    replies = HostReply.objects.filter(comment__in=ids).values("id")
    touched = Quote.objects.filter(Q(comment__in=ids) | Q(source__in=ids) | Q(source_reply__in=replies))
    bring_up(post, list(touched))
    marking.renew(post, ids)


def quoting_any(comments: Sequence[Comment]) -> list[Holder]:
    """What quotes one of these: comments, and host's replies with their comments."""
    quotes = Quote.objects.filter(source__in=comments).exclude(comment__in=comments)
    return [quote.inside or quote.comment for quote in quotes.select_related("comment__parent", "inside__comment")]


def preview(post: Post, html: str, answered: Comment | None) -> str:
    """The marks that a comment would get."""
    quotations = quotations_in(html)
    if not quotations:
        return ""
    comment = Comment(conversation_id=post.id, parent=answered, html=html)
    return _marks(quotes_of(comment, quotations, _sources(post.weblog_id, [comment]), blames=True))


def find_quote(post: Post, number: int, place: str) -> Quote | None:
    """The quote of a place (``2``; in a host's reply ``9.2``) in the published comment of that number."""
    inside, _dot, within = place.rpartition(".")
    if not (within.isascii() and within.isdigit() and len(within) < 4):
        return None
    there = Quote.objects.filter(comment__conversation=post.id, comment__number=number, comment__state="published")
    quotes = there.filter(place=int(within)).select_related("comment", "inside", "source", "source_reply__comment")
    return next((one for one in quotes if str(one.inside.public_id if one.inside else "") == inside), None)


def _seen(answered: Comment | None) -> Comment | None:
    # What readers have never seen is no source for them (``answering_apart.py``).
    return answered if answered and answered.number else None


def _marks(quotes: Iterable[Quote]) -> str:
    return packed(mark for quote in quotes if (mark := mark_of(quote)))


def _quotes_in(holders: Iterable[Holder]) -> "QuerySet[Quote]":
    comments: list[int] = []
    replies: list[int] = []
    for one in holders:
        (replies if isinstance(one, HostReply) else comments).append(one.id)
    return Quote.objects.filter(Q(comment__in=comments, inside=None) | Q(inside__in=replies))


def _place_of(holder: Holder) -> tuple[int, int | None]:
    return (holder.comment_id, holder.id) if isinstance(holder, HostReply) else (holder.id, None)


def _sources(weblog_id: int, holders: Sequence[Holder], known: Known | None = None) -> "_SourcesFor":
    if len(holders) > _FEW:
        conversations = (_comment_of(one).conversation_id for one in holders)
        return Gathered(weblog_id, conversations, known or Known()).sources_for
    return lambda conversation, answered, before: Sources(conversation, weblog_id, answered, before)


_SourcesFor = Callable[[int, Comment | None, int | None], Sources]


def _comment_of(holder: Holder) -> Comment:
    return holder.comment if isinstance(holder, HostReply) else holder


def quotes_of(
    holder: Holder,
    quotations: Sequence[Quotation],
    sources_for: _SourcesFor,
    *,
    before: Iterable[Quote] = (),
    blames: bool = False,
) -> Iterator[Quote]:
    """The quotes in one comment or reply, which are not written. Those of ``before`` keep what they were compared
    with."""
    comment, inside = (holder.comment, holder) if isinstance(holder, HostReply) else (holder, None)
    answered = comment if inside else _seen(comment.parent)
    sources = sources_for(comment.conversation_id, answered, None if inside else comment.number)
    kept = {quote.words: quote for quote in before}
    for place, quotation in enumerate(quotations[:_MOST]):
        quote = _new(comment, inside, place, quotation.words)
        # What has lost its source may have another.
        if (same := kept.get(quotation.words)) and (same.source_id or same.source_reply_id or same.of_post):
            for name in ("verdict", "source_id", "source_reply_id", "of_post", "revision"):
                setattr(quote, name, getattr(same, name))
        elif found := find(quotation, sources, answers=answered is not None, blames=blames):
            quote.verdict = found.verdict
            if found.source:
                quote.revision = found.source.said.revision
                quote.source_reply, quote.of_post = found.source.reply, found.source.comment is None
                quote.source = None if found.source.reply else found.source.comment
        else:
            continue
        yield quote


_new = maker(Quote, "comment", "inside", "place", "words")
_insert = Insertion(Quote)
_write_marks = Change(Comment, ["quote_marks"])
