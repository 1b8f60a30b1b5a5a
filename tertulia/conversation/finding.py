"""Find the source of a quotation, and say how true it is to it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tertulia.conversation.attribution import is_attributed
from tertulia.conversation.quote import Verdict
from tertulia.conversation.said import verdict_on
from tertulia.conversation.sources import Source, Sources
from tertulia.lib.folding import fold
from tertulia.lib.likeness import closest
from tertulia.lib.quotations import Quotation
from tertulia.lib.words import words

# Fewer words are found anywhere, so they are looked for in the comment that is answered alone.
_FEWEST = 4
# Of the pairs of words in a row. One word changed in ten leaves four of five pairs.
_LIKE = 0.5


class Found(NamedTuple):
    """What can be said of a quotation."""

    verdict: Verdict
    source: Source | None = None


def find(quotation: Quotation, sources: Sources, *, answers: bool, blames: bool = True) -> Found | None:
    """Where these words come from; None if nothing shall be said. ``answers``: the comment that quotes answers another.
    ``blames``: that nobody has said the words may be said, too."""
    quoted = fold(quotation.words)
    spoken = words(quoted)
    found = _word_for_word(quoted, sources, is_short=len(spoken) < _FEWEST)
    if found or len(spoken) < _FEWEST or quotation.has_link:
        return found
    if before := _exact(sources.reworded, quoted) or _exact(sources.gone, quoted):
        return before
    if like := _like(spoken, [*_all(sources), *sources.having_most(quoted)]):
        return like
    is_blamed = blames and is_attributed(quotation, answers=answers, names=sources.names)
    return Found(Verdict.MISSING) if is_blamed else None


def _word_for_word(quoted: str, sources: Sources, *, is_short: bool) -> Found | None:
    if found := _exact(sources.answered, quoted, own=True):
        return found
    if is_short:
        return _exact(sources.answered, quoted)
    post = sources.post_having(quoted)
    if found := _exact(post, quoted, own=True):
        return found
    others = sources.having_all(quoted)
    return _exact(others, quoted, own=True) or _exact([*sources.answered, *post, *others], quoted)


def _all(sources: Sources) -> Iterator[Source]:
    yield from sources.answered
    yield sources.post


def _exact(sources: Iterable[Source], quoted: str, *, own: bool = False) -> Found | None:
    # What its author said comes before what somebody quoted.
    for source in sources:
        if verdict := verdict_on(source.said, quoted, own=own):
            return Found(verdict, source)
    return None


def _like(spoken: list[str], sources: Iterable[Source]) -> Found | None:
    shares = [(closest(spoken, source.said.words).share, source) for source in sources]
    share, source = max(shares, key=lambda one: one[0], default=(0.0, None))
    return Found(Verdict.CHANGED, source) if share >= _LIKE else None
