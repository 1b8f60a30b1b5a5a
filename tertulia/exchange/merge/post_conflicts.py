"""What two pieces tell differently of one post, where something would be lost by taking one of them: questions."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from tertulia.exchange.merge.conflicts import differing, is_account
from tertulia.exchange.merge.folded import folded, folded_name
from tertulia.exchange.merge.ranks import best
from tertulia.exchange.merge.readings import has_more, shown
from tertulia.exchange.merge.sayings import Sayings
from tertulia.exchange.merge.states import is_open_to_doubt
from tertulia.exchange.question import Question, QuestionKind
from tertulia.weblog.post import Post, Status

# More than anybody compares.
_LONGEST = 200_000


def post_conflicts(post: Post, sayings: Sayings) -> Iterator[Question]:
    """The questions about a post, once all sources are among ``sayings``; what stands there now is the first side."""
    titles = differing(sayings, "title", folded)
    if len(titles) > 1:
        yield _question(post, QuestionKind.TITLE, titles, _("The pieces have this post under different titles."))
    names = differing(sayings, "author", folded_name)
    if len(names) > 1 and not is_account(names) and not _is_one_name(names):
        yield _question(post, QuestionKind.NAME, names, _("The pieces name different authors of this post."))
    texts = _texts(sayings)
    if len(texts) > 1:
        sentence = _("One piece has words of this post that the other has not. Which text do you want to keep?")
        yield _question(post, QuestionKind.TEXT, {source: shown(text) for source, text in texts.items()}, sentence)
    if is_open_to_doubt(sayings):
        yield _question(post, QuestionKind.STATUS, _states(sayings), _state_sentence(post))


def _texts(sayings: Sayings) -> dict[str, Any]:
    # The best, and what has more than each before it.
    left = {source: one for source, one in sayings.said.items() if one.get("text")}
    found: dict[str, Any] = {}
    while left:
        source, text = best("text", left)
        del left[source]
        if all(has_more(text, other) for other in found.values()):
            found[source] = text
    return found


def _is_one_name(names: Mapping[str, str]) -> bool:
    # “Marta” and “Marta Oyelaran”.
    words = [{*map(folded_name, name.split())} for name in names.values()]
    return all(one <= other or other <= one for one in words for other in words)


def _states(sayings: Sayings) -> dict[str, str]:
    return {source: str(Status(one["status"]).label) for source, one in sayings.said.items() if one.get("status")}


def _state_sentence(post: Post) -> str:
    told = _(
        "One piece shows this post to everybody, the other keeps it back. It is not shown until you say so. {path}"
    )
    return told.format(path=post.path or "").strip()


def _question(post: Post, kind: str, sides: Mapping[str, str], sentence: str) -> Question:
    return Question(
        weblog_id=post.weblog_id,
        post=post,
        kind=kind,
        sentence=sentence,
        choices=list(dict.fromkeys(sides.values())) if kind in (QuestionKind.NAME, QuestionKind.TITLE) else [],
        evidence=[{"source": source, "text": text[:_LONGEST]} for source, text in sides.items()],
    )
