"""A report: what a reader tells the host about a comment that they can see. It changes nothing that readers see."""

from django.db import models
from django.utils.translation import gettext_lazy

from tertulia.conversation.comment import Comment


class ReportReason(models.TextChoices):
    """What is wrong with a comment, as readers see it."""

    SPAM = "spam", gettext_lazy("It advertises something")
    ATTACK = "attack", gettext_lazy("It attacks or threatens somebody")
    PRIVATE = "private", gettext_lazy("It tells what is private to somebody")
    PRETENCE = "pretence", gettext_lazy("It pretends to be by somebody else")
    LAW = "law", gettext_lazy("It is against the law")
    OTHER = "other", gettext_lazy("Something else")


class ReportSet(models.QuerySet["Report"]):
    """Questions one asks of reports."""

    def open(self) -> "ReportSet":
        """Those that nobody has decided about yet, the oldest first."""
        return self.filter(settled_at=None).order_by("id")


class Report(models.Model):
    """One report. ``text`` is what its sender added; ``email``, ``ip`` and ``network`` (by which reports are counted)
    are seen at the desk at most, and the last two forgotten like those of commenters. ``settled_at`` is the moment of
    the decision that settled it, so that it is open again when that is taken back."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(max_length=10, choices=ReportReason.choices)
    text = models.TextField(blank=True)
    email = models.CharField(max_length=254, blank=True)
    ip = models.GenericIPAddressField(null=True)
    network = models.CharField(max_length=43, null=True)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    objects = ReportSet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["comment"], condition=models.Q(settled_at__isnull=True), name="report_open"),
            models.Index(fields=["network", "at"], condition=models.Q(network__isnull=False), name="report_network"),
        ]

    def __str__(self) -> str:
        return f"{self.reason}: comment {self.comment_id}"
