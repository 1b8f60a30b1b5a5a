"""What is to be asked of Akismet, or told to it, as soon as the worker comes to it."""

from django.db import models

from tertulia.conversation.comment import Comment


class AkismetErrand(models.Model):
    """One errand; it is gone once it was run, whatever came of it."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=20)

    def __str__(self) -> str:
        return f"{self.what} {self.comment_id}"
