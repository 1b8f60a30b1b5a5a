"""Imports at the desk: keep the upload, show a preview, load it when the host says so (``work`` is the worker's)."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from tertulia.exchange.report import Report
from tertulia.exchange.run import ASKING, ImportRun, Stage
from tertulia.exchange.turns import work
from tertulia.lib import clock
from tertulia.weblog.weblog import Weblog, check_timezone

__all__ = ["begin", "cancel", "choose", "load", "note", "work"]


def begin(weblog: Weblog, upload: "UploadedFile[bytes]", *, actor: User | None, timezone: str = "") -> ImportRun:
    """Keep an uploaded export and have its preview made. Raises ValidationError for a name that is no time zone, and
    OSError if the file cannot be kept."""
    zone = timezone or weblog.timezone
    check_timezone(zone)
    folder = Path(settings.DATA) / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{secrets.token_hex(16)}.txt"
    try:
        size = _keep(upload, path)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    name = Path(upload.name or "").name[:255]
    return ImportRun.objects.create(weblog=weblog, actor=actor, file=str(path), name=name, timezone=zone, size=size)


def note(weblog: Weblog, name: str, timezone: str, size: int, report: Report) -> ImportRun:
    """Keep the report of an import that was made elsewhere than at the desk, for the desk to show."""
    known = {"weblog": weblog, "name": name[:255], "timezone": timezone, "size": size, "position": size}
    return ImportRun.objects.create(**known, stage=Stage.DONE, report=report.as_json())


def choose(run: ImportRun, only: str) -> ImportRun:
    """Have the preview made of that one of the weblogs in the file; until the load another may be chosen. Raises
    ValidationError for one that is not in it, and if the run is at another stage."""
    if only not in run.weblogs:
        raise ValidationError(_("There is no weblog of this name in the file; choose one of those that are shown."))
    changed = (
        ImportRun.objects.filter(id=run.id, stage__in=ASKING)
        .exclude(only=only)
        .update(stage=Stage.PREVIEWING, only=only, position=0, report=None, changed_at=clock.now())
    )
    if not changed:
        raise ValidationError(_("This import is not waiting for a choice; look at it again."))
    run.refresh_from_db()
    return run


def load(run: ImportRun) -> ImportRun:
    """The host has seen the preview and says yes. Raises ValidationError if the run is at another stage."""
    changed = ImportRun.objects.filter(id=run.id, stage=Stage.PREVIEWED).update(
        stage=Stage.LOADING, position=0, progress=None, changed_at=clock.now()
    )
    if not changed:
        raise ValidationError(_("This import is not waiting to be loaded; look at it again."))
    run.refresh_from_db()
    return run


def cancel(run: ImportRun) -> ImportRun:
    """Stop a run and forget its file. What was loaded by then stays."""
    run.end(Stage.FAILED, error=_("The host stopped this import."))
    run.refresh_from_db()
    return run


def _keep(upload: "UploadedFile[bytes]", path: Path) -> int:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
        file.flush()
        # The host is told "kept" only when it is on the disk.
        os.fsync(file.fileno())
        return file.tell()
