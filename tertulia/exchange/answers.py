"""The answers that a question of the rescue desk may get, each by a word of its own."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tertulia.exchange.question import Question, QuestionKind
from tertulia.exchange.readers.known import NAMES

_Label = str | Promise
DECISION = "question"


@dataclass(frozen=True)
class Said:
    """What the host answers: a ``word`` of ``answers_to``, or a typed ``name``; and why."""

    word: str = ""
    name: str = ""
    reason: str = ""


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
_LABELS = (_("Keep the text of: %s"), _("Take instead that of: %s"))
_ANOTHER = Answer("another", _("Another post, or nobody knows"))
_NOBODY = Answer("nobody", _("Nobody knows"))


_STATUS = (Answer("published", _("Show it to readers")), Answer("kept", _("Keep it back, as it is")))


def answers_to(question: Question) -> list[Answer]:
    """What may be answered, the likely first; a name may be typed besides (``takes_name``)."""
    kind = question.kind
    if kind == QuestionKind.CUT:
        return [*_CUT]
    if kind == QuestionKind.HOST:
        return [*(_INSIDE if question.reply_id else _HOST)]
    if kind == QuestionKind.STATUS:
        return [*_STATUS]
    if kind == QuestionKind.SAME:
        return [*_same(question)]
    if kind == QuestionKind.TEXT and question.comment_id is None:
        return [
            Answer(f"text-{place}", _LABELS[min(place, 1)] % NAMES.get(side["source"], side["source"]))
            for place, side in enumerate(question.evidence)
        ]
    if kind == QuestionKind.TEXT:
        return [Answer(f"text-{place}", _("This text")) for place, _side in enumerate(question.evidence)]
    names = [Answer(f"name-{place}", name) for place, name in enumerate(question.choices)]
    if kind == QuestionKind.TWICE:
        return [
            *(Answer(one.word, _("The same comment, by “%s”") % one.label) for one in names),
            Answer("another", _("Two comments")),
        ]
    return names if question.comment_id is None else [*names, _NOBODY]


def _same(question: Question) -> Iterator[Answer]:
    for place, path in enumerate(question.choices):
        yield Answer(f"post-{place}", _("It is this post: %s") % path)
    yield _ANOTHER


def checked(question: Question, said: Said) -> tuple[str, str]:
    """The word and the name that an answer means. Raises ValidationError if the question has no such answer."""
    if said.name.strip() and takes_name(question):
        return "", said.name.strip()
    if said.word not in [one.word for one in answers_to(question)]:
        raise ValidationError(gettext("Choose one of the answers."))
    place = said.word.removeprefix("name-")
    return said.word, question.choices[int(place)] if place != said.word and _has_names(question) else ""


def _has_names(question: Question) -> bool:
    return question.kind in (QuestionKind.AUTHOR, QuestionKind.NAME, QuestionKind.TITLE)


def takes_name(question: Question) -> bool:
    """Whether a name that is not among the choices is an answer."""
    return question.comment_id is not None and question.kind in (QuestionKind.AUTHOR, QuestionKind.NAME)


def label_of(question: Question, word: str) -> str:
    """What was answered, for people."""
    return next((str(one.label) for one in answers_to(question) if one.word == word), word)
