"""A file of a weblog that a host has asked for at the desk: whether it is there yet, and where."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy

from tertulia.exchange.formats import FORMATS, ExportFormat
from tertulia.lib import clock
from tertulia.weblog.weblog import Weblog

# For so long it can be fetched.
KEPT = timedelta(days=7)
_HOLD = timedelta(seconds=30)


class Making(models.TextChoices):
    """How far a file has come."""

    MAKING = "making", gettext_lazy("Being made")
    DONE = "done", gettext_lazy("Ready")
    FAILED = "failed", gettext_lazy("Failed")


class ExportRun(models.Model):
    """One file in a ``format`` (``exchange.formats``), maybe ``with_links``: the copies of what is linked to. ``file``
    is its name in the folder of exports. The worker ``held_by`` makes it, and holds it until ``held_until``; if it was
    killed, another begins again from then. ``error`` says why it could not be made, or why its pages could not."""

    weblog = models.ForeignKey(Weblog, on_delete=models.CASCADE, related_name="export_runs")
    actor = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    format = models.CharField(max_length=20, default="archive")
    with_links = models.BooleanField(default=False)
    file = models.CharField(max_length=100)
    stage = models.CharField(max_length=20, choices=Making.choices, default=Making.MAKING)
    size = models.BigIntegerField(default=0)
    error = models.TextField(blank=True)
    held_by = models.CharField(max_length=80, blank=True)
    held_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.format} of {self.weblog_id}"

    @property
    def path(self) -> Path:
        """Where it is, or will be."""
        return Path(settings.DATA) / "exports" / self.file

    @property
    def name(self) -> str:
        """What it is called when somebody fetches it."""
        return f"{self.weblog.slug}-{self.created_at:%Y-%m-%d}{self.form.suffix}"

    @property
    def form(self) -> ExportFormat:
        """The format that it is in."""
        return FORMATS[self.format]

    def hold(self, by: str) -> bool:
        """Let the worker ``by`` have it for a while; False if another one has it, or it is made by now."""
        free = models.Q(held_by=by) | models.Q(held_until=None) | models.Q(held_until__lt=clock.now())
        mine = ExportRun.objects.filter(free, id=self.id, stage=Making.MAKING)
        return bool(mine.update(held_by=by, held_until=clock.now() + _HOLD))

    def end(self, stage: str, **changed: Any) -> None:
        """Say that it is made, or why not."""
        ExportRun.objects.filter(id=self.id, stage=Making.MAKING).update(stage=stage, held_until=None, **changed)
