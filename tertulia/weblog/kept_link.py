"""A link that stands in what a weblog has published: whether it still leads anywhere, and what it led to."""

from urllib.parse import quote

from django.db import models

from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog

LONGEST = 1000


class LinkState(models.TextChoices):
    """What is known of it. A link that failed a few times is still living, and ``failures`` counts them."""

    UNKNOWN = "unknown"
    LIVING = "living"
    MOVED = "moved"
    GONE = "gone"


class KeptLink(models.Model):
    """One address. ``first_seen_at`` is the date of the oldest text that links there; ``due_at`` when it is asked for
    next, null: never; ``asked_at`` when that began last. ``spared``: the host says that it is not gone. ``warc`` names
    the record of its copy below the media folder, where nothing serves it."""

    weblog = models.ForeignKey(Weblog, on_delete=models.CASCADE, related_name="kept_links")
    url = models.CharField(max_length=LONGEST)
    host = models.CharField(max_length=255)
    first_seen_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=LinkState.choices, default=LinkState.UNKNOWN)
    status = models.PositiveSmallIntegerField(null=True)
    said = models.CharField(max_length=300, blank=True)
    leads_to = models.CharField(max_length=2000, blank=True)
    due_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)
    spared = models.BooleanField(default=False)
    title = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    copied_at = models.DateTimeField(null=True)
    warc = models.CharField(max_length=255, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["weblog", "url"], name="kept_link_once")]
        indexes = [models.Index(fields=["due_at"], name="kept_link_due", condition=models.Q(due_at__isnull=False))]

    def __str__(self) -> str:
        return self.url

    @property
    def archived_at(self) -> str:
        """Where the Internet Archive shows it as it was when somebody linked there; nothing is asked there."""
        url = quote(self.url, safe="/%:@!$&'()*+,;=?~-._|[]#")
        return f"https://web.archive.org/web/{self.first_seen_at:%Y%m%d}/{url}"


class LinkPlace(models.Model):
    """Where a link stands: in a post, or below it in the contribution called ``subject`` (``comment:12``,
    ``reply:3``; empty: the post itself). Derived from what readers are shown."""

    link = models.ForeignKey(KeptLink, on_delete=models.CASCADE, related_name="places")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="link_places")
    subject = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "subject", "link"], name="link_place_once")]
        indexes = [models.Index(fields=["subject"], name="link_place_subject", condition=~models.Q(subject=""))]

    def __str__(self) -> str:
        return f"{self.link} in {self.subject or self.post}"
