"""An import at the desk: the uploaded file, how far it has come, and its report."""

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy

from tertulia.weblog.weblog import Weblog


class Stage(models.TextChoices):
    """First the preview, then, when the host says so, the load."""

    PREVIEWING = "previewing", gettext_lazy("Reading the file")
    PREVIEWED = "previewed", gettext_lazy("Ready to load")
    LOADING = "loading", gettext_lazy("Loading")
    DONE = "done", gettext_lazy("Done")
    FAILED = "failed", gettext_lazy("Failed")


class ImportRun(models.Model):
    """One uploaded file on its way in. ``position`` and ``size`` are bytes of the file; ``report`` is what
    ``--json`` prints."""

    weblog = models.ForeignKey(Weblog, on_delete=models.CASCADE, related_name="import_runs")
    actor = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    file = models.CharField(max_length=500)
    name = models.CharField(max_length=255)
    timezone = models.CharField(max_length=60)
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.PREVIEWING)
    position = models.BigIntegerField(default=0)
    size = models.BigIntegerField(default=0)
    report = models.JSONField(null=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.name} into {self.weblog_id}"
