"""Answer the questions of the rescue desk: each answer is one transaction and one decision, which can be taken back."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tertulia.conversation import rearranging
from tertulia.conversation.change import Change
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.signing import signer
from tertulia.exchange.answering_posts import answer_about_post
from tertulia.exchange.answers import DECISION, Said, checked, label_of
from tertulia.exchange.merge.comment_states import kept_back
from tertulia.exchange.question import Question, QuestionKind, QuestionSet
from tertulia.weblog.decision import Decision


@transaction.atomic
def answer(question: Question, said: Said, *, actor: User | None) -> Decision:
    """Carry an answer out. A comment that was held for its questions is published with the last of them. Raises
    ValidationError if the question is not open, or has no such answer."""
    found = Question.objects.select_for_update(of=("self",)).get(id=question.id)
    if not found.is_open:
        raise ValidationError(_("This question is answered already."))
    word, name = checked(found, said)
    if found.comment is None:
        return answer_about_post(found, word, name, said.reason, actor=actor)
    change = Change(found.post)
    row = change.touch(found.comment)
    _DOING[QuestionKind(found.kind)](change, found, row, word, name)
    _settle(change, found, row)
    told = name or label_of(found, word)
    decision = change.close(DECISION, row, actor=actor, before="open", after=told, reason=said.reason)
    asked = Question.objects.filter(comment=row.id, answered_at=None)
    settled = asked if row.state == CommentState.WITHDRAWN else asked.filter(id=found.id)
    settled.update(answer=told[:500], answered_at=decision.at, answered_by=decision.actor_name, reason=said.reason)
    return decision


@transaction.atomic
def answer_alike(question: Question, said: Said, *, actor: User | None) -> list[Decision]:
    """The same answer to this question and to all that have the same choices (one commenter under two names)."""
    alike = [one for one in alike_to(question) if one.is_open]
    return [answer(one, said, actor=actor) for one in [question, *alike]]


def alike_to(question: Question) -> QuestionSet:
    """The other open questions which of the same names is right, or about what the same pieces show and keep back."""
    same = Question.objects.open().filter(weblog=question.weblog_id, kind=question.kind, choices=question.choices)
    if question.comment_id is None or question.kind not in (QuestionKind.NAME, QuestionKind.STATUS):
        return same.none()
    if question.kind == QuestionKind.STATUS:
        same = same.filter(evidence=question.evidence)
    return same.filter(comment__isnull=False).exclude(id=question.id)


def reopen(decision: Decision) -> None:
    """Ask again what a decision had answered that was taken back; call it in the same transaction."""
    asked = Question.objects.filter(weblog=decision.weblog_id, answered_at=decision.at)
    asked.update(answered_at=None, answer="", answered_by="", reason="")


def _settle(change: Change, question: Question, row: Comment) -> None:
    row.uncertain = " ".join(_left(row, question))
    if question.kind == QuestionKind.TWICE and question.other:
        other = change.touch(question.other)
        other.uncertain = " ".join(_left(other, question))
    hiding = Question.objects.filter(comment=row.id, hides=True)
    waits = hiding.filter(answered_at=None).exclude(id=question.id).exists()
    if hiding.exists() and not waits and row.state == CommentState.HELD:
        for comment in (row, *change.made):
            comment.state = CommentState.PUBLISHED
    if row.state == CommentState.WITHDRAWN:
        # Nothing is left of it to ask about.
        row.uncertain = ""


def _left(comment: Comment, settled: Question) -> list[str]:
    # The kinds of what else is open about a comment.
    twice = Question.objects.filter(other=comment.id, kind=QuestionKind.TWICE)
    about = (Question.objects.filter(comment=comment.id) | twice).filter(answered_at=None)
    return sorted({*about.exclude(id=settled.id).values_list("kind", flat=True)})


def _who(change: Change, question: Question, row: Comment, word: str, name: str) -> None:
    if word == "nobody":
        return
    member = signer(list(question.weblog.members.all()), name, "")
    rearranging.assign(change, row, name, member)


def _cut(change: Change, question: Question, row: Comment, word: str, name: str) -> None:
    if word == "join":
        rearranging.join(change, row, rearranging.needed(rearranging.before(row)))


def _host(change: Change, question: Question, row: Comment, word: str, name: str) -> None:
    member = signer(list(question.weblog.members.all()), row.name, row.name)
    if word == "reply":
        rearranging.turn_into_reply(change, row, rearranging.needed(rearranging.before(row)), member)
    elif word == "host" and (member or row.name):
        rearranging.assign(change, row, row.name, member)
    elif word == "other":
        row.name, row.member = "", None
    elif word == "beside" and question.reply:
        rearranging.turn_into_comment(change, question.reply)


def _status(change: Change, question: Question, row: Comment, word: str, name: str) -> None:
    if row.state != CommentState.HELD:
        raise ValidationError(_("This question is answered already."))
    if word == "kept":
        row.state = kept_back(question)


def _text(change: Change, question: Question, row: Comment, word: str, name: str) -> None:
    row.text = question.evidence[int(word.removeprefix("text-"))]["text"]


def _twice(change: Change, question: Question, row: Comment, word: str, name: str) -> None:
    if word != "another" and question.other:
        rearranging.assign(change, question.other, question.choices[int(word.removeprefix("name-"))])
        row.state = CommentState.WITHDRAWN


_DOING = {
    QuestionKind.AUTHOR: _who,
    QuestionKind.NAME: _who,
    QuestionKind.CUT: _cut,
    QuestionKind.HOST: _host,
    QuestionKind.STATUS: _status,
    QuestionKind.TEXT: _text,
    QuestionKind.TWICE: _twice,
}
