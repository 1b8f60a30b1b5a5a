"""Ask the host what the pieces of a weblog leave open. Until it is settled, readers are told none of it as certain: a
comment that one reads so or otherwise is held, one that two pieces tell differently is shown with a mark."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply
from tertulia.exchange.question import Question, QuestionKind
from tertulia.exchange.records import CommentRecord, Doubt
from tertulia.weblog.weblog import Weblog


def is_doubtful(record: CommentRecord) -> bool:
    """Whether its source leaves something open about a comment or the host's answers in it."""
    return bool(record.doubts) or any(reply.doubts for reply in record.replies)


def doubts_of(weblog: Weblog, comment: Comment, record: CommentRecord, replies: Sequence[HostReply]) -> list[Question]:
    """The questions that a source leaves open about a comment that it has brought."""
    found = [_question(weblog, comment, doubt, None) for doubt in record.doubts]
    for row, reply in zip(replies, record.replies, strict=True):
        found += [_question(weblog, comment, doubt, row) for doubt in reply.doubts]
    return found


def ask(questions: Sequence[Question]) -> None:
    """Keep these questions; call it in the transaction that brings what they are about."""
    Question.objects.bulk_create(questions, batch_size=200)
    about = {one.comment_id for one in questions} | {one.other_id for one in questions if one.kind == "twice"}
    mark_uncertain(pk for pk in about if pk is not None)


def ask_of_posts(weblog: Weblog, questions: Sequence[Question]) -> None:
    """Keep questions about posts, in the transaction that merges these. A further source asks the same of a post anew;
    which of two names is right is asked once, for all posts that are under both."""
    names = Question.objects.filter(weblog=weblog, comment=None, kind=QuestionKind.NAME, answered_at=None)
    known = [frozenset(choices) for choices in names.values_list("choices", flat=True)] if questions else []
    new = []
    for one in questions:
        if one.kind != QuestionKind.NAME:
            Question.objects.filter(post=one.post_id, comment=None, kind=one.kind, answered_at=None).delete()
        elif (pair := frozenset(one.choices)) in known:
            continue
        else:
            known.append(pair)
        new.append(one)
    Question.objects.bulk_create(new, batch_size=200)


def mark_uncertain(comment_ids: Iterable[int]) -> None:
    """Let these comments say what is uncertain about them: the kinds of their open questions."""
    ids = [*comment_ids]
    kinds: dict[int, set[str]] = {}
    for comment_id, other_id, kind in _open(ids).values_list("comment_id", "other_id", "kind"):
        for about in (comment_id, other_id if kind == "twice" else None):
            if about is not None:
                kinds.setdefault(about, set()).add(kind)
    rows = list(Comment.objects.filter(id__in=ids).only("id", "uncertain"))
    for row in rows:
        row.uncertain = " ".join(sorted(kinds.get(row.id, ())))
    Comment.objects.bulk_update(rows, ["uncertain"], batch_size=200)


def _open(ids: Sequence[int]) -> "QuerySet[Question]":
    about = Question.objects.filter(comment__in=ids) | Question.objects.filter(other__in=ids, kind="twice")
    return about.filter(answered_at=None)


def _question(weblog: Weblog, comment: Comment, doubt: Doubt, reply: HostReply | None) -> Question:
    return Question(
        weblog=weblog,
        post_id=comment.conversation_id,
        comment=comment,
        reply=reply,
        kind=doubt.kind,
        sentence=doubt.sentence,
        choices=list(doubt.choices),
        hides=True,
    )
