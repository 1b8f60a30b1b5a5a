"""What the judge has learned from decisions here: in how many comments each thing was noticed, spam and good."""

from collections.abc import Iterable

from django.db import models

from tertulia.conversation.comment import Comment
from tertulia.conversation.spam.counts import TOTAL, Counts
from tertulia.lib.prepared import ask


class Noticed(models.Model):
    """One thing, by a number made of it: in how many comments that were judged spam, and good, it was."""

    id = models.BigIntegerField(primary_key=True)
    spam = models.IntegerField(default=0)
    good = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.id}: {self.spam} spam, {self.good} good"


class Lesson(models.Model):
    """What was learned from one comment, so that it can be forgotten to the last count."""

    comment = models.OneToOneField(Comment, primary_key=True, on_delete=models.CASCADE, related_name="lesson")
    is_spam = models.BooleanField()
    things = models.JSONField()

    def __str__(self) -> str:
        return f"{self.comment_id}: {'spam' if self.is_spam else 'good'}"


def recall(numbers: Iterable[int]) -> dict[int, Counts]:
    """What is known of these things and of the total. One query."""
    wanted = ",".join(str(int(number)) for number in {TOTAL, *numbers})
    rows = ask(f"SELECT id, spam, good FROM {Noticed._meta.db_table} WHERE id IN ({wanted})")  # noqa: S608
    return {number: Counts(spam, good) for number, spam, good in rows}
