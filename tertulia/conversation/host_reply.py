"""The host's reply: an answer inside a reader's comment, set apart and signed; the reader's words stay untouched."""

from django.db import models

from tertulia.conversation.comment import Comment
from tertulia.conversation.signing import initials_of
from tertulia.weblog.member import Member


class HostReply(models.Model):
    """What a member of the weblog answers inside a comment. ``name`` is kept as it was when the reply was written.
    ``first_id`` is the id that it had before its weblog was restored from an archive. ``quote_marks`` is what is said
    of the quotes in it. ``edited_at`` is when it was last given other words, ``earlier`` how many earlier wordings
    readers may read (``reply_revision.py``)."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="host_replies")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="host_replies")
    name = models.CharField(max_length=255)
    text = models.TextField()
    html = models.TextField()
    withdrawn = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    earlier = models.PositiveSmallIntegerField(default=0)
    first_id = models.BigIntegerField(null=True)
    quote_marks = models.TextField(blank=True)

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return f"{self.name} in comment {self.comment_id}"

    @property
    def public_id(self) -> int:
        """What lasting names are made of (feeds, anchors): the id of its first row, wherever its weblog has moved."""
        return self.first_id or self.id

    @property
    def anchor(self) -> str:
        """The id of its element: the last part of its permalink."""
        return f"reply-{self.public_id}"

    @property
    def initials(self) -> str:
        """The signature below it, the habit of hosts (“… pl”)."""
        return initials_of(self.name)
