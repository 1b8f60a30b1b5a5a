"""What pages say of quotes, brought up to date: beside each of them, and at the comments that are quoted."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from django.db.models import Q

from tertulia.conversation.comment import PLACED, Comment, CommentSet, CommentState
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.quote import Quote, Verdict
from tertulia.conversation.quote_marks import Mark, Standing, packed, standing_of
from tertulia.conversation.said import Known, verdict_on
from tertulia.conversation.stale import tags_of_numbers
from tertulia.lib.bulk import write_changed
from tertulia.lib.folding import fold
from tertulia.lib.said import Said
from tertulia.outbox.event import record
from tertulia.weblog.post import Post

# So many are named that quote a comment; behind them stands a plus.
MOST_NAMED = 20


def bring_up(post: Post, quotes: Sequence[Quote], known: Known | None = None) -> None:
    """Write anew what is said of these quotes and at their sources, and say which pages that made stale. Some of them
    may be gone. ``known`` is what was read of the conversation before."""
    _tell(post, derive(quotes, known))


def name_quoters(post: Post, quotes: Sequence[Quote]) -> None:
    """Say at the sources of quotes that are new who quotes them."""
    of_replies = {quote.source_reply.comment_id for quote in quotes if quote.source_reply}
    if sources := {quote.source_id for quote in quotes if quote.source_id} | of_replies:
        _tell(post, _name_quoters(sources))


def _tell(post: Post, changed: Iterable[tuple[int, int]]) -> None:
    if numbers := [number for _conversation, number in changed]:
        tags = tags_of_numbers(post, numbers)
        record("quotes.renewed", tags=tags, weblog_id=post.weblog_id, post_id=post.id)


def derive(quotes: Sequence[Quote], known: Known | None = None) -> set[tuple[int, int]]:
    """The same for any conversations, but that nobody hears of it: answers the conversation and number of each comment
    that shows something else now."""
    if not quotes:
        return set()
    holders = {(quote.comment_id, quote.inside_id) for quote in quotes}
    replies = {quote.source_reply_id for quote in quotes if quote.source_reply_id}
    around = HostReply.objects.filter(id__in=replies).values_list("comment_id", flat=True) if replies else ()
    sources = {quote.source_id for quote in quotes if quote.source_id}.union(around)
    return _put_marks(holders, known or Known()) | _name_quoters(sources)


def mark_new(quote: Quote) -> Mark | None:
    """What is said of a quote that has just been compared with its source; nothing if this is gone for good."""
    if quote.verdict == Verdict.MISSING:
        return Mark(quote.place, Standing.MISSING)
    if quote.of_post:
        return Mark(quote.place, quote.verdict, "post", revision=quote.revision)
    source: Comment | HostReply | None = quote.source or quote.source_reply
    if source is None:
        return None
    comment, of = (source.comment, "reply") if isinstance(source, HostReply) else (source, "comment")
    mark = Mark(quote.place, quote.verdict, of, comment.number or 0, source.name, source.anchor)
    if not comment.is_public or (isinstance(source, HostReply) and source.withdrawn):
        return mark._replace(standing=Standing.WITHDRAWN, name="", anchor="")
    return mark


def mark_of(quote: Quote, known: Known | None = None) -> Mark | None:
    """The same of one that was compared at any time. ``known`` is what was read of sources."""
    mark, source = mark_new(quote), quote.source or quote.source_reply
    if mark is None or source is None or mark.standing == Standing.WITHDRAWN:
        return mark
    said = known(source) if known else Said(source.html)
    if said.revision == quote.revision:
        return mark
    return mark._replace(standing=standing_of(quote.verdict, verdict_on(said, fold(quote.words)), is_same=False))


def _put_marks(holders: set[tuple[int, int | None]], known: Known) -> set[tuple[int, int]]:
    # Answers which published comments say something else now.
    bare = Comment.objects.only("conversation", "number", "state", "quote_marks")
    comments = bare.in_bulk({comment_id for comment_id, _inside in holders})
    replies = HostReply.objects.in_bulk({inside for _comment, inside in holders if inside})
    marks = _marks_of(comments, known)
    changed: dict[type[Comment] | type[HostReply], list[Comment | HostReply]] = {Comment: [], HostReply: []}
    numbers = set()
    for comment_id, inside in holders:
        comment, holder = comments.get(comment_id), replies.get(inside) if inside else comments.get(comment_id)
        column = packed(marks[comment_id, inside])
        if comment and holder and holder.quote_marks != column:
            holder.quote_marks = column
            changed[type(holder)].append(holder)
            if comment.is_public and comment.number:
                numbers.add((comment.conversation_id, comment.number))
    for rows in changed.values():
        write_changed(rows, ["quote_marks"])
    return numbers


def _marks_of(comments: Iterable[int], known: Known) -> dict[tuple[int, int | None], list[Mark]]:
    marks = defaultdict(list)
    quotes = Quote.objects.filter(comment__in=comments).select_related("source", "source_reply__comment")
    for quote in quotes.order_by("place"):
        if mark := mark_of(quote, known):
            marks[quote.comment_id, quote.inside_id].append(mark)
    return marks


def _name_quoters(sources: set[int]) -> set[tuple[int, int]]:
    named, numbers, changed = _quoters(sources), set(), []
    for comment in Comment.objects.filter(id__in=sources).only("conversation", "number", "state", "quoted_by"):
        if (column := listed(named[comment.id])) != comment.quoted_by:
            comment.quoted_by = column
            changed.append(comment)
            numbers |= (
                {(comment.conversation_id, comment.number)} if comment.number and comment.state in PLACED else set()
            )
    write_changed(changed, ["quoted_by"])
    return numbers


def quoters_of(comment: Comment) -> CommentSet:
    """The published comments that quote this one or a host's reply in it, or in which a host's reply does."""
    replies = HostReply.objects.filter(comment=comment).values("id")
    quotes = Quote.objects.filter(Q(source=comment.id) | Q(source_reply__in=replies)).exclude(comment=comment)
    return Comment.objects.public().filter(id__in=quotes.values("comment")).order_by("number")


def _quoters(sources: set[int]) -> dict[int, set[int]]:
    # The numbers of the published comments that quote each of these, or a host's reply in it.
    public = Quote.objects.filter(comment__state=CommentState.PUBLISHED).order_by()
    inside = public.filter(source_reply__comment__in=sources)
    rows = chain(
        public.filter(source__in=sources).values_list("source", "comment", "comment__number"),
        inside.values_list("source_reply__comment", "comment", "comment__number"),
    )
    by_source: dict[int, set[int]] = defaultdict(set)
    for source, comment, number in rows:
        if comment != source:
            by_source[source].add(number or 0)
    return by_source


def listed(numbers: set[int]) -> str:
    """The numbers of those that quote a comment, as they stand in its column."""
    first = [str(number) for number in sorted(numbers)[: MOST_NAMED + 1]]
    return " ".join(first if len(first) <= MOST_NAMED else [*first[:MOST_NAMED], "+"])
