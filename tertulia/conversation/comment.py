"""A comment: one contribution to a conversation; may answer another comment."""

from typing import Self

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy

from tertulia.conversation.conversation import Conversation
from tertulia.conversation.identity.commenter import Commenter, Standing
from tertulia.lib.aside import aside
from tertulia.weblog.member import Member


class CommentState(models.TextChoices):
    """Where a comment stands. Only published ones are public; every change is a decision in the weblog's log.

    Of one that its author has withdrawn (RETRACTED) readers see the place and no word; one that the host has withdrawn
    is gone from the page."""

    HELD = "held", gettext_lazy("Held")
    PUBLISHED = "published", gettext_lazy("Published")
    SPAM = "spam", gettext_lazy("Spam")
    WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")
    RETRACTED = "retracted", gettext_lazy("Withdrawn by its author")


# What has a place on the page, so that answers to it make sense.
PLACED = (CommentState.PUBLISHED, CommentState.RETRACTED)


class CommentKind(models.TextChoices):
    """A comment, or a trackback ping that an import brought (kept, held)."""

    COMMENT = "comment", gettext_lazy("Comment")
    PING = "ping", gettext_lazy("Ping")


class CommentSet(models.QuerySet["Comment"]):
    """Questions one asks of comments."""

    def published(self) -> Self:
        """What readers may see, in the order of their numbers."""
        return self.filter(state=CommentState.PUBLISHED).order_by("number")

    def public(self) -> Self:
        """The same in no order, of comments to which something else that is asked leads."""
        return self.filter(aside("state", CommentState.PUBLISHED))

    def placed(self) -> Self:
        """What has a place on the page, in the order of the numbers: of some readers see no more than that."""
        return self.filter(state__in=PLACED).order_by("number")


class Comment(models.Model):
    """One contribution. ``text`` is as typed, ``html`` derived and safe. ``email``, ``ip`` and ``network``
    (by which floods are counted, ``rate.py``) are never shown.

    ``number`` counts within the conversation and is given at first publication. ``member`` is set when a member of the
    weblog wrote it. ``key`` makes a double submit one comment. ``old_id`` is the id in an old address
    (``#comment-6a00d…``), ``old_number`` another one in still older addresses (``#c12828452``); ``source`` and
    ``source_key`` say where an imported comment came from. ``uncertain`` names what the host has not settled yet
    (``markup.not_certain``). ``edited_at`` is when its author last gave it other words, ``earlier`` how many earlier
    wordings readers may read (``comment_revision.py``). ``post_revision`` is the wording of the post that it answered.
    ``first_id`` is the id that it had before its weblog was restored from an archive. ``tell`` says that its author
    wishes to hear by mail what becomes of it (``telling.py``). ``erased`` is empty, or if they wished to be forgotten,
    by what an import knows it again (``exchange/person/marks.py``). ``quote_marks`` is what is said of the quotes in it
    (``quote_marks.py``), ``quoted_by`` the numbers of the comments that quote it; both are kept by ``quoting.py``.
    ``circumstances`` says how it came, as far as the judge of spam noticed that (``spam/circumstances.py``).
    ``marks`` is what readers see of the host's marks (``marking.py``). ``commenter`` is set when it is sure which
    commenter with a confirmed address wrote it; ``standing`` is what readers are told of its name, derived from both
    (``identity/standing.py``)."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="comments", db_index=False)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="answers", db_index=False
    )
    kind = models.CharField(max_length=10, choices=CommentKind.choices, default=CommentKind.COMMENT)
    state = models.CharField(max_length=10, choices=CommentState.choices)
    number = models.PositiveIntegerField(null=True)
    name = models.CharField(max_length=255)
    email = models.CharField(max_length=254, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="comments", db_index=False)
    commenter = models.ForeignKey(
        Commenter, null=True, on_delete=models.SET_NULL, related_name="comments", db_index=False
    )
    standing = models.CharField(max_length=12, choices=Standing.choices, default=Standing.PLAIN, blank=True)
    text = models.TextField()
    html = models.TextField()
    format = models.CharField(max_length=10, default="comment")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    post_revision = models.PositiveIntegerField(default=1)
    earlier = models.PositiveSmallIntegerField(default=0)
    ip = models.GenericIPAddressField(null=True)
    network = models.CharField(max_length=43, null=True)
    key = models.CharField(max_length=64, null=True)
    old_id = models.CharField(max_length=100, blank=True)
    old_number = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=20, blank=True)
    source_key = models.CharField(max_length=200, blank=True)
    uncertain = models.CharField(max_length=60, blank=True)
    first_id = models.BigIntegerField(null=True)
    tell = models.BooleanField(default=False)
    erased = models.TextField(blank=True)
    quote_marks = models.TextField(blank=True)
    quoted_by = models.TextField(blank=True)
    circumstances = models.CharField(max_length=60, blank=True)
    marks = models.TextField(blank=True)

    objects = CommentSet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["conversation", "state", "number"], name="comment_in_order"),
            models.Index(fields=["state", "-created_at"], name="comment_queue"),
            models.Index(fields=["ip", "created_at"], name="comment_rate"),
            models.Index(
                fields=["network", "created_at"],
                condition=models.Q(network__isnull=False),
                name="comment_network",
            ),
            models.Index(fields=["email", "created_at"], name="comment_person"),
            models.Index(fields=["email", "state"], name="comment_known"),
            models.Index(fields=["conversation", "name", "created_at"], name="comment_repeated"),
            # Most comments have none of these, and need not be in an index to say so.
            *(
                models.Index(fields=[name], condition=models.Q((f"{name}__isnull", False)), name=f"comment_{name}")
                for name in ("parent", "user", "member", "commenter")
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "number"], name="comment_number_once"),
            models.UniqueConstraint(fields=["conversation", "key"], name="comment_key_once"),
            models.UniqueConstraint(
                fields=["conversation", "source", "source_key"],
                condition=~models.Q(source=""),
                name="comment_source_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:60]}"

    @property
    def public_id(self) -> int:
        """What lasting names are made of (feeds, anchors): the id of its first row, wherever its weblog has moved."""
        return self.first_id or self.id

    @property
    def anchor(self) -> str:
        """The id of its element: the last part of its permalink. The old id stays if an import brought one."""
        return anchor_of(self.public_id, self.old_id)

    @property
    def is_public(self) -> bool:
        """Whether readers may see it."""
        return self.state == CommentState.PUBLISHED


def anchor_of(public_id: int, old_id: str) -> str:
    """The id of a comment's element, without its row."""
    return f"comment-{old_id or public_id}"
