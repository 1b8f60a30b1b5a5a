"""What pages say of a post, to be checked against what was found of it."""

from django.db import models

from tertulia.weblog.weblog import Weblog


class Claim(models.Model):
    """What a source says of the post at ``path`` (a page of it, or of a list): how many comments it has, which posts
    stand ``before`` and ``after`` it, by their paths; or of the month at ``path``, how many ``posts`` it had at least.
    ``url`` is its whole old address."""

    weblog = models.ForeignKey(Weblog, on_delete=models.CASCADE, related_name="claims")
    source = models.CharField(max_length=20)
    path = models.CharField(max_length=2000)
    url = models.CharField(max_length=2000)
    comments = models.PositiveIntegerField(null=True)
    before = models.CharField(max_length=2000, blank=True)
    posts = models.PositiveIntegerField(null=True)
    after = models.CharField(max_length=2000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["weblog", "source", "path"], name="claim_once")]

    def __str__(self) -> str:
        return f"{self.source} of {self.path}"
