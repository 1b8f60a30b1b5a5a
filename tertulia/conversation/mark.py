"""Marks: what the host says of a comment without a word in it."""

from django.db import models
from django.utils.translation import gettext_lazy

from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply


class MarkKind(models.TextChoices):
    """A comment is picked out for readers; confirmed or corrected by something said elsewhere; or asks what the host
    wants to find out."""

    PICKED = "picked", gettext_lazy("Host’s pick")
    CONFIRMED = "confirmed", gettext_lazy("Confirmed")
    CORRECTED = "corrected", gettext_lazy("Corrected")
    QUESTION = "question", gettext_lazy("Open question")


class MarkState(models.TextChoices):
    """Whether a mark holds; of questions, whether they are answered."""

    NONE = "none", gettext_lazy("Not marked")
    SET = "set", gettext_lazy("Marked")
    OPEN = "open", gettext_lazy("Open")
    ANSWERED = "answered", gettext_lazy("Answered")


class Mark(models.Model):
    """One of each kind a comment, kept when it is taken back. What confirms, corrects or answers the comment is another
    one ``by``, a host's reply ``by_reply``, or a page elsewhere ``url``; ``note`` are words of the host beside it.
    ``at`` is when it was last changed."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="host_marks")
    kind = models.CharField(max_length=10, choices=MarkKind.choices)
    state = models.CharField(max_length=10, choices=MarkState.choices)
    by = models.ForeignKey(Comment, null=True, on_delete=models.SET_NULL, related_name="marks_by")
    by_reply = models.ForeignKey(HostReply, null=True, on_delete=models.SET_NULL, related_name="marks_by")
    url = models.CharField(max_length=2000, blank=True)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "kind"], name="mark_once")]
        indexes = [models.Index(fields=["kind", "state", "-at"], name="mark_list")]

    def __str__(self) -> str:
        return f"{self.kind} {self.comment_id}: {self.state}"
