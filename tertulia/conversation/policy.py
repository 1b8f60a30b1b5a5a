"""A weblog's policy: who may comment, for how long, what waits for approval, how comments are shown."""

from django.db import models
from django.utils.translation import gettext_lazy

from tertulia.weblog.weblog import Weblog


class Moderation(models.TextChoices):
    """Which comments wait for the host."""

    ALWAYS = "always", gettext_lazy("Every comment waits for approval")
    NEWCOMERS = "newcomers", gettext_lazy("A newcomer's comments wait until a first one is approved")
    NEVER = "never", gettext_lazy("No comment waits")


class Order(models.TextChoices):
    """Which comment comes first."""

    OLDEST = "oldest", gettext_lazy("Oldest first")
    NEWEST = "newest", gettext_lazy("Newest first")


class Policy(models.Model):
    """The policy of one weblog; a weblog without a row has these defaults. ``depth`` 0 shows comments flat,
    with “in reply to”; ``per_page`` 0 shows all on one page; ``close_after_days`` empty means never."""

    weblog = models.OneToOneField(Weblog, primary_key=True, on_delete=models.CASCADE, related_name="policy")
    open_by_default = models.BooleanField(default=True)
    close_after_days = models.PositiveIntegerField(null=True, blank=True)
    moderation = models.CharField(max_length=10, choices=Moderation.choices, default=Moderation.NEWCOMERS)
    depth = models.PositiveSmallIntegerField(default=3)
    order = models.CharField(max_length=10, choices=Order.choices, default=Order.OLDEST)
    per_page = models.PositiveIntegerField(default=100)

    def __str__(self) -> str:
        return f"policy of {self.weblog_id}"


def policy_of(weblog: Weblog) -> Policy:
    """The weblog's policy, with the defaults if the host has set none; costs no query after select_related."""
    try:
        return weblog.policy
    except Policy.DoesNotExist:
        return Policy(weblog=weblog)
