"""Questions that the pieces of a weblog leave open, which wait at the rescue desk for the host."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy

from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.host_reply import HostReply
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog


class QuestionKind(models.TextChoices):
    """What is asked: of a comment; or of a post (texts, names of its author, titles, which post it is); was it public,
    of both."""

    AUTHOR = "author", gettext_lazy("Whose words are these?")
    NAME = "name", gettext_lazy("Which name is right?")
    CUT = "cut", gettext_lazy("One comment or two?")
    HOST = "host", gettext_lazy("Is this the host’s answer?")
    TEXT = "text", gettext_lazy("Which text is right?")
    TWICE = "twice", gettext_lazy("Is this the same comment again?")
    TITLE = "title", gettext_lazy("Which title is right?")
    STATUS = "status", gettext_lazy("Was this published?")
    SAME = "same", gettext_lazy("Is this that post?")


class QuestionSet(models.QuerySet["Question"]):
    """Questions one asks of questions."""

    def open(self) -> Self:
        """Those that wait, in the order of the conversations. Whoever judges a comment that is held for the question
        whether it was published has answered that."""
        judged = models.Q(kind=QuestionKind.STATUS, comment__isnull=False) & ~models.Q(comment__state=CommentState.HELD)
        return (
            self.filter(answered_at=None)
            .exclude(judged)
            .order_by("post__published_at", "post_id", "comment__created_at", "id")
        )

    def answered(self) -> Self:
        """Those that the host has settled, the last one first."""
        return self.filter(answered_at__isnull=False).order_by("-answered_at", "-id")


class Question(models.Model):
    """One question about ``comment``, or about its ``post`` alone, or about the host's ``reply`` inside it; ``other``
    is the second comment that it is about. ``sentence`` says what speaks for and against, ``choices`` are likely
    answers, ``evidence`` is what each source has (source and text).

    ``hides`` says that its comment is held because of it. ``answer`` is what the host said, ``answered_at`` the moment
    of the decision that carries it out."""

    weblog = models.ForeignKey(Weblog, on_delete=models.CASCADE, related_name="questions")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="questions")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="questions")
    reply = models.ForeignKey(HostReply, null=True, on_delete=models.CASCADE, related_name="questions")
    other = models.ForeignKey(Comment, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=10, choices=QuestionKind.choices)
    sentence = models.TextField(blank=True)
    choices = models.JSONField(default=list)
    evidence = models.JSONField(default=list)
    hides = models.BooleanField(default=False)
    answer = models.CharField(max_length=500, blank=True)
    answered_by = models.CharField(max_length=255, blank=True)
    answered_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    objects = QuestionSet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["weblog", "answered_at"], name="question_open")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.comment or self.post}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.answered_at is None

    @property
    def decision(self) -> Decision | None:
        """The decision that carries its answer out: of the same moment, about the same thing."""
        if self.answered_at is None:
            return None
        subject = f"comment:{self.comment_id}" if self.comment_id else f"post:{self.post_id}"
        return Decision.objects.filter(weblog=self.weblog_id, subject=subject, at=self.answered_at).first()

    @property
    def sides(self) -> list[dict[str, Any]]:
        """The evidence, as far as it has words."""
        return [side for side in self.evidence if side.get("text")]
