"""A quote: words in a comment that somebody else said in the same conversation, bound to where they said them."""

from django.db import models

from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply


class Verdict(models.TextChoices):
    """How the words compared with their source when they were quoted. Missing: they are said to be somebody's here, and
    nobody here has said them."""

    EXACT = "exact"
    PARTS = "parts"
    CHANGED = "changed"
    MISSING = "missing"


class Quote(models.Model):
    """One quotation in ``comment``, or in the host's reply ``inside`` it; ``place`` counts them from 0 in the order in
    which they end (``lib.quotations``). Its source is a comment, a host's reply, or the post itself.

    ``words`` is what is quoted, and ``revision`` which text of the source it was compared with
    (``quoting.revision_of``): whether that still says so is asked again whenever the source changes."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="quotes")
    inside = models.ForeignKey(HostReply, null=True, on_delete=models.CASCADE, related_name="quotes", db_index=False)
    place = models.PositiveSmallIntegerField()
    words = models.TextField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    source = models.ForeignKey(Comment, null=True, on_delete=models.SET_NULL, related_name="quoted", db_index=False)
    source_reply = models.ForeignKey(
        HostReply, null=True, on_delete=models.SET_NULL, related_name="quoted", db_index=False
    )
    of_post = models.BooleanField(default=False)
    revision = models.CharField(max_length=16, blank=True)

    class Meta:
        ordering = ["comment", "inside", "place"]
        indexes = [
            models.Index(fields=[name], condition=models.Q((f"{name}__isnull", False)), name=f"quote_{name}")
            for name in ("inside", "source", "source_reply")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "place"], condition=models.Q(inside=None), name="quote_in_comment_once"
            ),
            models.UniqueConstraint(fields=["inside", "place"], name="quote_in_reply_once"),
        ]

    def __str__(self) -> str:
        return f"{self.verdict}: {self.words[:60]}"
