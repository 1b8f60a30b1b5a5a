"""The note that the host pins over a conversation: its rules, a summary so far."""

from django.db import models

from tertulia.conversation.signing import initials_of
from tertulia.weblog.member import Member


class Note(models.Model):
    """One wording of the note over a conversation, ``conversation.note`` the one that is shown. Without ``text`` it was
    taken down. ``earlier`` counts the wordings before it that readers may read."""

    conversation = models.ForeignKey("Conversation", on_delete=models.CASCADE, related_name="notes")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    earlier = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:60]}"

    @property
    def initials(self) -> str:
        """The signature below it."""
        return initials_of(self.name)
