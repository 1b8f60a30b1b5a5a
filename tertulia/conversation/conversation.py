"""A conversation: all comments under one post, with its state and counts."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy

from tertulia.conversation.note import Note
from tertulia.conversation.policy import policy_of
from tertulia.lib.prepared import Given, Question
from tertulia.weblog.post import Post


class State(models.TextChoices):
    """What the host decided for one conversation; DEFAULT follows the weblog's policy."""

    DEFAULT = "default", gettext_lazy("As the weblog's policy says")
    OPEN = "open", gettext_lazy("Open")
    CLOSED = "closed", gettext_lazy("Closed: comments are shown, none is taken")
    NONE = "none", gettext_lazy("None: nobody may comment")


class Pace(models.TextChoices):
    """How fast one conversation goes (``pace.py``)."""

    FREE = "free", gettext_lazy("As everybody likes")
    SLOW = "slow", gettext_lazy("Slow")
    PAUSED = "paused", gettext_lazy("Paused: only members comment")


class Conversation(models.Model):
    """The comments under one post. No row yet means: nobody has commented, the policy decides.

    ``count`` is of published comments. ``last_number`` is the number last given; numbers are given when a comment is
    first published, so they are dense, in order, and never given twice. ``note`` stands over it (``noting.py``).
    Without ``pace_until`` its pace lasts until the host ends it. ``in_minute`` comments came of who is no member in the
    minute that began with the first of them (``rate.py``). ``quotes_due``: an import has brought something of which it
    is still to be found what quotes it (``recognising.py``)."""

    post = models.OneToOneField(Post, primary_key=True, on_delete=models.CASCADE, related_name="conversation")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DEFAULT)
    count = models.PositiveIntegerField(default=0)
    last_number = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    note = models.ForeignKey(Note, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    pace = models.CharField(max_length=10, choices=Pace.choices, default=Pace.FREE)
    slow_minutes = models.PositiveSmallIntegerField(default=0)
    pace_until = models.DateTimeField(null=True)
    minute_began = models.DateTimeField(null=True)
    in_minute = models.PositiveSmallIntegerField(default=0)
    pace_why = models.CharField(max_length=200, blank=True, default="")
    quotes_due = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["pace_until"], condition=models.Q(pace_until__isnull=False), name="conversation_pace"),
            models.Index(fields=["post"], condition=models.Q(quotes_due=True), name="conversation_quotes"),
        ]

    def __str__(self) -> str:
        return f"conversation of post {self.post_id}"

    def state_at(self, moment: datetime) -> State:
        """OPEN, CLOSED or NONE: the host's decision for this post, else the weblog's policy at that moment."""
        if self.state != State.DEFAULT:
            return State(self.state)
        policy = policy_of(self.post.weblog)
        if not policy.open_by_default:
            return State.CLOSED
        return State.CLOSED if self._is_aged(moment, policy.close_after_days) else State.OPEN

    def pace_at(self, moment: datetime) -> Pace:
        """The pace that the host has set, or FREE once that has ended."""
        return Pace.FREE if self.pace_until and moment >= self.pace_until else Pace(self.pace)

    def _is_aged(self, moment: datetime, days: int | None) -> bool:
        return days is not None and moment >= self.post.published_at + timedelta(days=days)


def conversation_of(post: Post) -> Conversation:
    """The post's conversation; one that has no row yet is made in memory. Costs no query after select_related."""
    try:
        return post.conversation
    except Conversation.DoesNotExist:
        return Conversation(post=post)


def locked(post: Post) -> Conversation:
    """The post's conversation with its row locked (made if missing): for the verbs, inside their transaction."""
    found = _with_lock.first(post=post.id)
    if found is None:
        Conversation.objects.get_or_create(post=post)
        [found] = _with_lock.all(post=post.id)
    return found


# What a verb about comments has no use for; some of it is long.
_UNUSED = [
    *(f"post__{name}" for name in ("body", "body_html", "extended", "extended_html", "excerpt", "keywords", "removed")),
    *("post__created_at", "post__changed_at", "post__weblog__created_at", "post__weblog__about"),
    *("post__weblog__policy__note", "post__weblog__policy__note_html"),
]

_with_lock = Question(
    lambda: (
        Conversation.objects.select_for_update(of=("self",))
        .select_related("post__weblog__policy")
        .defer(*_UNUSED)
        .filter(post=Given("post"))
    )
)
