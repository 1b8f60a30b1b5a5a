"""Learn from what people decide here, at once; a decision that is taken back is forgotten to the last count.

Spam teaches spam. What a person published was good; what comes in published by itself teaches nothing, as nobody has
looked at it. Held or withdrawn is no verdict about spam."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import F

from tertulia.conversation.comment import Comment, CommentKind, CommentState
from tertulia.conversation.spam.counts import TOTAL, number_of
from tertulia.conversation.spam.memory import Lesson, Noticed
from tertulia.conversation.spam.noticed import noticed

_AT_ONCE = 500


def learn(comments: Sequence[Comment]) -> None:
    """Make what is remembered of these comments fit the states that somebody has brought them into. Call it in the
    transaction of the decision."""
    wanted = {comment.id: _lesson(comment) for comment in comments if _teaches(comment)}
    known = {lesson.comment_id: lesson for lesson in Lesson.objects.filter(comment__in=wanted)}
    gone = [lesson for lesson in known.values() if _differs(lesson, wanted[lesson.comment_id])]
    new = [one for one in wanted.values() if one and _differs(known.get(one.comment_id), one)]
    Lesson.objects.filter(comment__in=[lesson.comment_id for lesson in gone]).delete()
    Lesson.objects.bulk_create(new, batch_size=_AT_ONCE)
    _count(new, gone)


def forget(comments: Sequence[Comment]) -> None:
    """Forget to the last count what was learned of these comments, and what was noticed nowhere else. Call it in a
    transaction."""
    gone = list(Lesson.objects.filter(comment__in=comments))
    Lesson.objects.filter(comment__in=comments).delete()
    _count([], gone)
    things = sorted({number for lesson in gone for number in lesson.things})
    for start in range(0, len(things), _AT_ONCE):
        Noticed.objects.filter(id__in=things[start : start + _AT_ONCE], spam=0, good=0).delete()


def _teaches(comment: Comment) -> bool:
    # What was learned of somebody who left is forgotten, and stays so.
    return comment.kind == CommentKind.COMMENT and not comment.erased


def _lesson(comment: Comment) -> Lesson | None:
    if comment.state not in (CommentState.SPAM, CommentState.PUBLISHED):
        return None
    things = sorted(map(number_of, noticed(comment.text, name=comment.name, url=comment.url)))
    return Lesson(comment=comment, is_spam=comment.state == CommentState.SPAM, things=things)


def _differs(lesson: Lesson | None, other: Lesson | None) -> bool:
    return (lesson and (lesson.is_spam, lesson.things)) != (other and (other.is_spam, other.things))


def _count(new: Iterable[Lesson], gone: Iterable[Lesson]) -> None:
    spam: Counter[int] = Counter()
    good: Counter[int] = Counter()
    for lessons, by in ((new, 1), (gone, -1)):
        for lesson in lessons:
            counts = spam if lesson.is_spam else good
            for number in (TOTAL, *lesson.things):
                counts[number] += by
    if not spam and not good:
        return
    # One decision after another: two that count the same words in another order would wait for each other for ever.
    Noticed.objects.bulk_create([Noticed(id=TOTAL)], ignore_conflicts=True)
    Noticed.objects.select_for_update().get(id=TOTAL)
    changed = sorted(number for number in spam.keys() | good.keys() if spam[number] or good[number])
    for start in range(0, len(changed), _AT_ONCE):
        some = changed[start : start + _AT_ONCE]
        rows = [Noticed(id=number) for number in some]
        Noticed.objects.bulk_create(rows, ignore_conflicts=True)
        _add(some, spam, good)


def _add(numbers: Sequence[int], spam: Counter[int], good: Counter[int]) -> None:
    # By the amounts that are the same for many: usually two or three statements.
    together: dict[tuple[int, int], list[int]] = {}
    for number in numbers:
        together.setdefault((spam[number], good[number]), []).append(number)
    for (more_spam, more_good), some in together.items():
        Noticed.objects.filter(id__in=some).update(spam=F("spam") + more_spam, good=F("good") + more_good)
