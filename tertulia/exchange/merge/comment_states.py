"""Which state a comment has that pieces have in several, whichever came first.

A saved page proves that readers saw it, an export what the host thought of it, before that or later. So where one shows
it and another keeps it back it is held until the host says. What the host has decided here stays."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from tertulia.conversation.collision import JUDGEMENT
from tertulia.conversation.comment import Comment, CommentKind, CommentState
from tertulia.exchange.merge.sayings import Sayings
from tertulia.exchange.question import Question, QuestionKind
from tertulia.weblog.decision import Decision

_SILENT = "text"
_BY_HAND = (JUDGEMENT, "comment-joined")


def state_said(source: str, kind: str, state: str) -> str:
    """What a source tells of the state of a comment; empty if it cannot know: what is in doubt of bare text is held
    here, and all pings are."""
    is_known = kind == CommentKind.COMMENT and (source != _SILENT or state == CommentState.PUBLISHED)
    return str(state) if is_known else ""


def state_questions(comments: Collection[Comment], said: Mapping[int, Sayings]) -> list[Question]:
    """The questions about comments that one of their sources shows and another keeps back, by what is ``said`` of each;
    those come with ``conversation__post``. What was asked of them before is asked anew."""
    doubtful = [one for one in comments if _is_open_to_doubt(said[one.id])]
    decided = _decided([one.id for one in doubtful]) if doubtful else set()
    asked = [_question(one, said[one.id]) for one in doubtful if one.id not in decided and _may_be_asked(one)]
    before = Question.objects.filter(kind=QuestionKind.STATUS, answered_at=None)
    before.filter(comment__in=[question.comment for question in asked]).delete()
    return asked


def kept_back(question: Question) -> CommentState:
    """The state of a comment that is to be kept back, as its host has said it."""
    states = {side.get("state") for side in question.evidence}
    return CommentState.SPAM if CommentState.SPAM in states else CommentState.WITHDRAWN


def _is_open_to_doubt(sayings: Sayings) -> bool:
    states = {one["status"] for one in sayings.said.values() if one.get("status")}
    return CommentState.PUBLISHED in states and len(states) > 1


def _may_be_asked(comment: Comment) -> bool:
    return not comment.erased and comment.state != CommentState.RETRACTED


def _decided(ids: Collection[int]) -> set[int]:
    # What somebody has judged here, or settled so that it was shown or not.
    subjects = {f"comment:{pk}": pk for pk in ids}
    judged = Decision.objects.filter(subject__in=subjects, kind__in=_BY_HAND).exclude(before="")
    answered = Question.objects.filter(comment__in=ids, answered_at__isnull=False)
    hidden = answered.filter(hides=True) | answered.filter(comment__state=CommentState.WITHDRAWN)
    by_answer = {pk for pk in hidden.values_list("comment_id", flat=True) if pk is not None}
    return {subjects[subject] for subject in judged.values_list("subject", flat=True)} | by_answer


def _question(comment: Comment, sayings: Sayings) -> Question:
    states = {source: one["status"] for source, one in sayings.said.items() if one.get("status")}
    return Question(
        weblog_id=comment.conversation.post.weblog_id,
        post_id=comment.conversation_id,
        comment=comment,
        kind=QuestionKind.STATUS,
        sentence=_("One piece shows this comment to readers, another keeps it back. It is held until you say so."),
        evidence=[
            {"source": source, "text": str(CommentState(state).label), "state": state}
            for source, state in sorted(states.items())
        ],
        hides=True,
    )
