"""An import at the desk: the uploaded file, how far it has come, and its report."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy

from tertulia.lib import clock
from tertulia.weblog.weblog import Weblog


class Stage(models.TextChoices):
    """First the preview, of one weblog if there are several, then, when the host says so, the load."""

    PREVIEWING = "previewing", gettext_lazy("Reading the file")
    CHOOSING = "choosing", gettext_lazy("Waits for your choice")
    PREVIEWED = "previewed", gettext_lazy("Ready to load")
    LOADING = "loading", gettext_lazy("Loading")
    DONE = "done", gettext_lazy("Done")
    FAILED = "failed", gettext_lazy("Failed")


WAITING = (Stage.PREVIEWING, Stage.LOADING)
# The host may choose one of several weblogs in the file.
ASKING = (Stage.CHOOSING, Stage.PREVIEWED)
_Told = TypeVar("_Told")
# Longer than any batch takes; after a kill the run stands still for as long.
_HOLD = timedelta(seconds=30)


class ImportRun(models.Model):
    """One uploaded file on its way in. ``position`` and ``size`` are bytes of the file; ``report`` is what
    ``--json`` prints, of the preview and then of the load. ``weblogs`` are the names of several weblogs in the file,
    ``only`` the one of them that was chosen.

    ``progress`` is what a load needs to go on after a break. The worker ``held_by`` holds
    the run until ``held_until``; when it was killed, another goes on from then."""

    weblog = models.ForeignKey(Weblog, on_delete=models.CASCADE, related_name="import_runs")
    actor = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    file = models.CharField(max_length=500)
    name = models.CharField(max_length=255)
    timezone = models.CharField(max_length=60)
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.PREVIEWING)
    position = models.BigIntegerField(default=0)
    size = models.BigIntegerField(default=0)
    weblogs = models.JSONField(default=list, blank=True)
    only = models.TextField(blank=True)
    report = models.JSONField(null=True)
    progress = models.JSONField(null=True)
    held_by = models.CharField(max_length=80, blank=True)
    held_until = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.name} into {self.weblog_id}"

    @property
    def is_waiting(self) -> bool:
        """Whether the worker has something to do for it: reading the file, or loading."""
        return self.stage in WAITING

    @property
    def percent(self) -> int:
        """How much of the file has been read in this stage, of 100."""
        return min(100, self.position * 100 // self.size) if self.size else 0

    def hold(self, by: str, **changed: Any) -> bool:
        """Let the worker ``by`` have the run for a while, and write down ``changed``; False if another one has it, or
        it is at another stage or about another weblog by now."""
        free = models.Q(held_by=by) | models.Q(held_until=None) | models.Q(held_until__lt=clock.now())
        mine = ImportRun.objects.filter(free, id=self.id, stage=self.stage, only=self.only)
        return bool(mine.update(held_by=by, held_until=clock.now() + _HOLD, **changed))

    def told(self, what: _Told) -> _Told:
        """What a reader says, by the name that the file has for the host instead of the one that it has here."""
        told: _Told = json.loads(json.dumps(what).replace(Path(self.file).name, json.dumps(self.name)[1:-1]))
        return told

    def end(self, stage: str, **changed: Any) -> None:
        """Bring the run to its end and forget the file; what it was about stays in the report."""
        going = ImportRun.objects.filter(id=self.id, stage__in=(*WAITING, *ASKING))
        going.update(stage=stage, held_until=None, changed_at=clock.now(), **changed)
        Path(self.file).unlink(missing_ok=True)
