"""Learn from what people decide here, at once; a decision that is taken back is forgotten to the last count.

Spam teaches spam. What a person published was good; what comes in published by itself teaches nothing, as nobody has
looked at it. Held or withdrawn is no verdict about spam."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import F

from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.spam import repetition
from tertulia.conversation.spam.counts import TOTAL, number_of
from tertulia.conversation.spam.judging import noticed_of
from tertulia.conversation.spam.memory import Lesson, Noticed
from tertulia.lib.networks import wider_network_of

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
    """Forget to the last count what was learned of these comments, and what is in no other. Call it in a
    transaction."""
    repetition.forget(comments)
    gone = list(Lesson.objects.filter(comment__in=comments))
    Lesson.objects.filter(comment__in=comments).delete()
    _count([], gone)
    _drop(number for lesson in gone for number in lesson.things)


def forget_networks(lessons: Sequence[Lesson]) -> None:
    """Forget from which networks these comments came. They come with ``comment``, which still has its address; call it
    in the transaction that drops these."""
    _lock()
    gone: Counter[tuple[int, bool]] = Counter()
    for lesson in lessons:
        number = number_of(f"~network {wider_network_of(lesson.comment.ip or '')}")
        if number in lesson.things:
            lesson.things = [thing for thing in lesson.things if thing != number]
            gone[number, lesson.is_spam] += 1
    Lesson.objects.bulk_update(lessons, ["things"], batch_size=_AT_ONCE)
    for (number, is_spam), count in gone.items():
        column = "spam" if is_spam else "good"
        Noticed.objects.filter(id=number).update(**{column: F(column) - count})
    _drop(number for number, _is_spam in gone)


def _teaches(comment: Comment) -> bool:
    # What was learned of somebody who left is forgotten, and stays so.
    return not comment.erased


def _lesson(comment: Comment) -> Lesson | None:
    if comment.state not in (CommentState.SPAM, CommentState.PUBLISHED):
        return None
    things = sorted(map(number_of, noticed_of(comment)))
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
    _lock()
    changed = sorted(number for number in spam.keys() | good.keys() if spam[number] or good[number])
    for start in range(0, len(changed), _AT_ONCE):
        some = changed[start : start + _AT_ONCE]
        rows = [Noticed(id=number) for number in some]
        Noticed.objects.bulk_create(rows, ignore_conflicts=True)
        _add(some, spam, good)


def _lock() -> None:
    # One decision after another: two that count the same words in another order would wait for each other for ever.
    Noticed.objects.bulk_create([Noticed(id=TOTAL)], ignore_conflicts=True)
    Noticed.objects.select_for_update().get(id=TOTAL)


def _drop(numbers: Iterable[int]) -> None:
    things = sorted(set(numbers))
    for start in range(0, len(things), _AT_ONCE):
        Noticed.objects.filter(id__in=things[start : start + _AT_ONCE], spam=0, good=0).delete()


def _add(numbers: Sequence[int], spam: Counter[int], good: Counter[int]) -> None:
    # By the amounts that are the same for many: usually two or three statements.
    together: dict[tuple[int, int], list[int]] = {}
    for number in numbers:
        together.setdefault((spam[number], good[number]), []).append(number)
    for (more_spam, more_good), some in together.items():
        Noticed.objects.filter(id__in=some).update(spam=F("spam") + more_spam, good=F("good") + more_good)
