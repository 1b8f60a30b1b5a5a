"""Erasures: who asked to be forgotten is hidden at once, can be brought back for some days, and is then gone."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy

from tertulia.conversation.comment import Comment
from tertulia.lib import clock
from tertulia.weblog.weblog import Weblog

# Longer than files of exports are kept (``export_run.KEPT``), so that none of those knows what is gone for good.
GRACE = timedelta(days=14)


class What(models.TextChoices):
    """What goes: who somebody was, or also what they said."""

    NAME = "name", gettext_lazy("The name: their words stay, without saying whose they are")
    WORDS = "words", gettext_lazy("The words too: only their place and the answers to them stay")


class Erasure(models.Model):
    """One wish to be forgotten. Nothing in it says whose it was. It is carried out for good at ``due_at``, unless it
    was taken back before."""

    weblog = models.ForeignKey(Weblog, on_delete=models.CASCADE, related_name="erasures")
    what = models.CharField(max_length=10, choices=What.choices)
    count = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(db_index=True)
    done_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.count} comments of somebody in {self.weblog_id}"

    @property
    def is_waiting(self) -> bool:
        """Whether it can still be taken back."""
        return self.done_at is None and self.taken_back_at is None


def waiting(weblog: Weblog) -> models.QuerySet[Erasure]:
    """Those that can still be taken back."""
    return Erasure.objects.filter(weblog=weblog, done_at=None, taken_back_at=None)


class Erased(models.Model):
    """What was taken out of one comment, or (without one) out of what stood around them, until it is gone for good."""

    erasure = models.ForeignKey(Erasure, on_delete=models.CASCADE, related_name="erased")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="+")
    kept = models.JSONField()

    def __str__(self) -> str:
        return f"of comment {self.comment_id}"
