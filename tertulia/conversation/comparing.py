"""A quote beside the passage that it comes from."""

from tertulia.conversation.comment import Comment
from tertulia.conversation.quote import Quote, Verdict
from tertulia.conversation.sources import Source, post_said
from tertulia.lib.difference import Piece, difference, shortened
from tertulia.lib.folding import bare, fold
from tertulia.lib.likeness import closest
from tertulia.lib.said import Said
from tertulia.lib.words import words

# What is shown of a source that has nothing of the quote any more.
_LONGEST = 2_000


def number_of(quote: Quote) -> int:
    """The number of the comment that is quoted, or that holds the host's reply which is."""
    comment = _comment(quote)
    return (comment.number or 0) if comment else 0


def compared(quote: Quote) -> list[Piece] | None:
    """How a quote differs from what its source says today; None if there is no source that readers may see."""
    said = _said(quote)
    if said is None:
        return None
    spoken = said.shown.split()
    # Words as people see them and as they are compared: a sign alone is no word.
    counted = [(place, part) for place, word in enumerate(spoken) for part in words(word)]
    passage = closest(words(quote.words), [part for _place, part in counted])
    if not passage.share:
        return shortened(difference(said.own[:_LONGEST], fold(quote.words)))
    first, last = counted[passage.start][0], counted[passage.stop - 1][0]
    return shortened(difference(bare(fold(" ".join(spoken[first : last + 1]))), bare(fold(quote.words))))


def _said(quote: Quote) -> Said | None:
    if quote.verdict == Verdict.MISSING:
        return None
    if quote.of_post:
        return post_said(quote.comment.conversation.post)
    comment = _comment(quote)
    if comment is None:
        return None
    source = Source(Said((quote.source_reply or comment).html), comment, quote.source_reply)
    return source.said if source.is_public else None


def _comment(quote: Quote) -> Comment | None:
    return quote.source_reply.comment if quote.source_reply else quote.source
