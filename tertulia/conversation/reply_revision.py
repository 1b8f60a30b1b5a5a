"""What a host's reply said before, as far as readers may read it."""

from django.db import models

from tertulia.conversation.host_reply import HostReply


class ReplyRevision(models.Model):
    """One earlier wording; ``at`` is when it was written."""

    reply = models.ForeignKey(HostReply, on_delete=models.CASCADE, related_name="revisions")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.text[:60]
