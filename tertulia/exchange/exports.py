"""Exports at the desk: a host asks for one, a process beside the worker makes it, and it can be fetched for some days.

A process of its own, as that of a large weblog takes minutes, and mail and scheduled posts must not wait."""

import os
import secrets
import shutil
import subprocess
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from tertulia.exchange import program
from tertulia.exchange.export_run import KEPT, ExportRun, Making
from tertulia.exchange.formats import FORMATS, ExportFormat
from tertulia.lib import clock
from tertulia.lib.unfinished import remove_left
from tertulia.weblog.weblog import Weblog

__all__ = ["begin", "forget_old", "work"]

_PROCESS = secrets.token_hex(8)
_under_way: dict[int, "subprocess.Popen[str]"] = {}


@transaction.atomic
def begin(
    weblog: Weblog, form: ExportFormat = FORMATS["archive"], *, actor: User | None, with_links: bool = False
) -> ExportRun:
    """Have a file made in that format, if it takes them and that is wished with copies of what is linked to; if one is
    being made already, in whatever format, that one is answered."""
    Weblog.objects.select_for_update(no_key=True).get(id=weblog.id)
    known = weblog.export_runs.filter(stage=Making.MAKING).first()
    file = f"{secrets.token_hex(16)}{form.suffix}"
    if known:
        return known
    links = with_links and form.takes_links
    return ExportRun.objects.create(weblog=weblog, actor=actor, format=form.name, file=file, with_links=links)


def work() -> int:
    """Look after the files that are being made; answers how many came to their end."""
    waiting = ExportRun.objects.filter(stage=Making.MAKING).select_related("weblog").order_by("id")
    return sum(_look_after(run) for run in waiting if run.hold(f"{_PROCESS}-{os.getpid()}"))


def forget_old() -> int:
    """Remove files that nobody has fetched for long enough, and halves of files whose maker was killed; answers how
    many."""
    old = list(ExportRun.objects.filter(created_at__lt=clock.now() - KEPT).exclude(stage=Making.MAKING))
    for run in old:
        run.path.unlink(missing_ok=True)
        run.delete()
    return len(old) + remove_left(Path(settings.DATA) / "exports")


def _look_after(run: ExportRun) -> bool:
    # Whether it has come to its end, good or bad.
    process = _under_way.get(run.id) or _start(run)
    if process.poll() is None:
        return False
    _output, error = process.communicate()
    del _under_way[run.id]
    if process.returncode == 0:
        run.end(Making.DONE, size=run.path.stat().st_size)
        return True
    if run.error or run.format != "archive":
        run.end(Making.FAILED, error=program.in_one_line(error))
        return True
    # A page that cannot be made must not keep anybody from taking their words along: tried once more without pages.
    run.error = program.in_one_line(error) or "?"
    run.save(update_fields=["error"])
    return False


def _start(run: ExportRun) -> "subprocess.Popen[str]":
    run.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # One that was killed may have left its half behind, or all of it.
    for left in run.path.parent.glob(f".{run.file}.*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink(missing_ok=True)
    run.path.unlink(missing_ok=True)
    flags = ["--format", run.format, *(["--without-pages"] if run.error else [])]
    flags += ["--with-links"] if run.with_links else []
    _under_way[run.id] = program.start("export", run.weblog.slug, str(run.path), *flags)
    return _under_way[run.id]
