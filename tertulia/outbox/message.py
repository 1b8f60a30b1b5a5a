"""Mail that leaves, or waits at the desk where no SMTP server is configured."""

from django.db import models


class Message(models.Model):
    """A mail as it was handed over. Without ``EMAIL_URL`` it waits here for the host to read."""

    to = models.TextField()
    subject = models.TextField()
    text = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"
