"""The answers that a question of the rescue desk may get, each by a word of its own."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tertulia.exchange.question import Question, QuestionKind

_Label = str | Promise


@dataclass(frozen=True)
class Answer:
    """One answer: ``word`` is what the form sends, ``label`` what its button says."""

    word: str
    label: _Label


_CUT = (Answer("own", _("A comment of its own")), Answer("join", _("It belongs to the comment before it")))
_HOST = (
    Answer("reply", _("The host’s answer inside the comment before it")),
    Answer("host", _("A comment of the host by itself")),
    Answer("other", _("Not the host’s words")),
)
_INSIDE = (Answer("inside", _("The host’s answer, as it stands")), Answer("beside", _("A comment by itself")))
_NOBODY = Answer("nobody", _("Nobody knows"))


def answers_to(question: Question) -> list[Answer]:
    """What may be answered, the likely first; a name may be typed besides (``takes_name``)."""
    kind = question.kind
    if kind == QuestionKind.CUT:
        return [*_CUT]
    if kind == QuestionKind.HOST:
        return [*(_INSIDE if question.reply_id else _HOST)]
    if kind == QuestionKind.TEXT:
        return [Answer(f"text-{place}", _("This text")) for place, _side in enumerate(question.evidence)]
    names = [Answer(f"name-{place}", name) for place, name in enumerate(question.choices)]
    if kind == QuestionKind.TWICE:
        return [
            *(Answer(one.word, _("The same comment, by “%s”") % one.label) for one in names),
            Answer("another", _("Two comments")),
        ]
    return [*names, _NOBODY]


def takes_name(question: Question) -> bool:
    """Whether a name that is not among the choices is an answer."""
    return question.kind in (QuestionKind.AUTHOR, QuestionKind.NAME)


def label_of(question: Question, word: str) -> str:
    """What was answered, for people."""
    return next((str(one.label) for one in answers_to(question) if one.word == word), word)
