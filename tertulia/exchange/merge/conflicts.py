"""What two pieces tell differently of one thing, where either may be right: questions for the host."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from tertulia.conversation.comment import Comment
from tertulia.exchange.merge.folded import folded, folded_name
from tertulia.exchange.merge.ranks import best
from tertulia.exchange.merge.sayings import Sayings
from tertulia.exchange.question import Question, QuestionKind


def conflicts(comment: Comment, sayings: Sayings) -> Iterator[Question]:
    """The questions about a comment that comes with ``conversation__post``, once all sources are among ``sayings``."""
    names = differing(sayings, "name", folded_name)
    if len(names) > 1 and not is_account(names):
        yield _question(comment, QuestionKind.NAME, names, _("The pieces have this comment under different names."))
    texts = differing(sayings, "text", folded)
    if len(texts) > 1:
        yield _question(comment, QuestionKind.TEXT, texts, _("The pieces have this comment in different words."))


def differing(sayings: Sayings, field: str, fold: Callable[[str], str]) -> dict[str, str]:
    """What sources say in a field, the best first; what means the same only once."""
    found: dict[str, str] = {}
    left = {source: one for source, one in sayings.said.items() if one.get(field)}
    while left:
        source, value = best(field, left)
        del left[source]
        if fold(value) not in map(fold, found.values()):
            found[source] = value
    return found


def is_account(names: dict[str, str]) -> bool:
    """Whether the others are accounts of one whose name readers know: “GetCOREInterface” beside “Kevin Vandecar”."""
    shown, *others = names.values()
    return " " in shown.strip() and not any(" " in other.strip() for other in others)


def _question(comment: Comment, kind: str, sides: dict[str, str], sentence: str) -> Question:
    return Question(
        weblog_id=comment.conversation.post.weblog_id,
        post_id=comment.conversation_id,
        comment=comment,
        kind=kind,
        sentence=sentence,
        choices=list(sides.values()) if kind == QuestionKind.NAME else [],
        evidence=[{"source": source, "text": text} for source, text in sides.items()],
    )
