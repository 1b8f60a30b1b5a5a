"""The note that stands over all conversations that have none of their own."""

from django.db import models

from tertulia.weblog.weblog import Weblog


class StandingNote(models.Model):
    """One wording of it, the last one being ``policy.note``. Without ``text`` it was taken down."""

    weblog = models.ForeignKey(Weblog, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def name(self) -> str:
        """Who says it: the weblog, as it does over the comments."""
        return self.weblog.title
