"""What a comment said before, or would say if the host took an edit."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy

from tertulia.conversation.comment import Comment


class Standing(models.TextChoices):
    """Who reads a wording that is not the comment's own now: everybody the OPEN ones; HIDDEN ones were replaced before
    anybody could answer them."""

    OPEN = "open", gettext_lazy("shown in the history")
    HIDDEN = "hidden", gettext_lazy("replaced before anybody could answer")
    WAITING = "waiting", gettext_lazy("waits for the host")
    REFUSED = "refused", gettext_lazy("not taken by the host")


class RevisionSet(models.QuerySet["CommentRevision"]):
    """Questions one asks of wordings."""

    def open(self) -> Self:
        """The earlier wordings that readers may read, the first one first."""
        return self.filter(standing=Standing.OPEN).order_by("at", "id")

    def waiting(self) -> Self:
        """Edits that wait for the host, the first one first."""
        return self.filter(standing=Standing.WAITING).order_by("at", "id")


class CommentRevision(models.Model):
    """One wording: ``at`` is when it was written, ``why`` says why it waits."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="revisions")
    standing = models.CharField(max_length=10, choices=Standing.choices)
    text = models.TextField()
    html = models.TextField()
    at = models.DateTimeField()
    why = models.TextField(blank=True)

    objects = RevisionSet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            # Nearly none waits.
            models.Index(fields=["at"], condition=models.Q(standing="waiting"), name="comment_edit_waits"),
        ]

    def __str__(self) -> str:
        return f"{self.standing}: {self.text[:60]}"
