"""The worker's part of imports at the desk: a little at each turn, so that mail and scheduled posts need not wait.

Whatever is in this process's memory may be lost at any time: the rows hold all that another one needs to go on."""

import logging
import os
import secrets
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from tertulia.exchange.archive import arriving
from tertulia.exchange.archive.container import is_archive
from tertulia.exchange.load import load_steps
from tertulia.exchange.preview import preview_steps
from tertulia.exchange.readers.known import open_export
from tertulia.exchange.records import BrokenExport, Reader, SeveralWeblogs
from tertulia.exchange.report import Report
from tertulia.exchange.run import WAITING, ImportRun, Stage
from tertulia.exchange.survey import survey_steps
from tertulia.lib import clock

log = logging.getLogger(__name__)

_Result = TypeVar("_Result")
_Steps = Generator[None, None, None]

_TURN = 2.0
_PROCESS = secrets.token_hex(8)
_under_way: dict[tuple[int, str, str], _Steps] = {}


class _Taken(Exception):
    """Another worker has this run by now, or the host has stopped it."""


def work(seconds: float = _TURN) -> int:
    """Go on with the runs that wait, for about so many seconds; answers how many stages came to their end."""
    finished, until = 0, time.monotonic() + seconds
    runs = list(ImportRun.objects.filter(stage__in=WAITING).select_related("weblog", "actor").order_by("id"))
    for gone in _under_way.keys() - {_part(run) for run in runs}:
        _under_way.pop(gone).close()
    for run in runs:
        if time.monotonic() < until and run.hold(_me()):
            finished += _go_on(run, until)
    return finished


def _part(run: ImportRun) -> tuple[int, str, str]:
    return run.id, run.stage, run.only


def _me() -> str:
    return f"{_PROCESS}-{os.getpid()}"


def _go_on(run: ImportRun, until: float) -> bool:
    # Whether the stage came to its end, good or bad.
    stage = _part(run)
    steps = _under_way.pop(stage, None) or (_preview if run.stage == Stage.PREVIEWING else _load)(run)
    try:
        while time.monotonic() < until:
            next(steps)
    except StopIteration:
        return True
    except _Taken:
        return False
    except Exception as error:  # noqa: BLE001 - whatever it was: the host is told, and the worker's other work goes on
        _fail(run, error)
        return True
    _under_way[stage] = steps
    return False


def _fail(run: ImportRun, error: Exception) -> None:
    if isinstance(error, BrokenExport):
        reason = run.told(str(error))
    elif isinstance(error, OSError):
        reason = _("The uploaded file cannot be read: {error}. Upload it again.").format(error=error.strerror or error)
    else:
        log.error("import run %s failed", run.id, exc_info=error)
        reason = _("The import stopped at something unforeseen ({error}). Upload the file again to go on.")
        reason = reason.format(error=type(error).__name__)
    run.end(Stage.FAILED, error=" ".join(reason.split()))


def _preview(run: ImportRun) -> _Steps:
    if is_archive(Path(run.file)):
        found = yield from arriving.look(run)
        if not run.hold(_me(), stage=Stage.PREVIEWED, report=found, position=run.size):
            raise _Taken
        return
    try:
        yield from _preview_export(run)
    except SeveralWeblogs as several:
        if not run.hold(_me(), stage=Stage.CHOOSING, weblogs=list(several.names), position=0):
            raise _Taken from several


def _preview_export(run: ImportRun) -> _Steps:
    reader = open_export(Path(run.file), run.only)
    report = Report(reader.format, run.weblog.slug)
    found = yield from _told(survey_steps(reader), _teller(run, reader, 0))
    steps = preview_steps(reader, run.weblog, report, found, clock.zone(run.timezone))
    yield from _told(steps, _teller(run, reader, 1))
    if not run.hold(_me(), stage=Stage.PREVIEWED, report=run.told(report.as_preview()), position=reader.size):
        raise _Taken


def _load(run: ImportRun) -> _Steps:
    if is_archive(Path(run.file)):
        report = yield from arriving.bring(run)
        run.end(Stage.DONE, report=report, position=run.size)
        return
    yield from _load_export(run)


def _load_export(run: ImportRun) -> _Steps:
    reader, done = open_export(Path(run.file), run.only), 0
    report = Report(reader.format, run.weblog.slug)
    if run.progress:
        done, report = run.progress["done"], Report.from_state(run.progress["report"])

    def keep(done: int) -> None:
        # In the batch's own transaction, so that a batch and the account of it are written both or not at all.
        if not run.hold(_me(), progress={"done": done, "report": report.state()}):
            raise _Taken

    found = yield from _told(survey_steps(reader), _teller(run, reader, 0))
    zone = clock.zone(run.timezone)
    steps = load_steps(reader, run.weblog, report, found, zone=zone, actor=run.actor, done=done, keep=keep)
    yield from _told(steps, _teller(run, reader, 1))
    run.end(Stage.DONE, report=run.told(report.as_json()), position=reader.size, progress=None)


def _told(steps: Generator[Any, None, _Result], tell: Callable[[], None]) -> Generator[None, None, _Result]:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: _Result = end.value
            return result
        tell()
        yield


def _teller(run: ImportRun, reader: Reader, part: int) -> Callable[[], None]:
    # The file is read twice; each time is half of the way. About twice a second is often enough for a progress bar.
    told = time.monotonic()

    def tell() -> None:
        nonlocal told
        if time.monotonic() - told > 0.5:
            told = time.monotonic()
            if not run.hold(_me(), position=(part * reader.size + reader.position) // 2):
                raise _Taken

    return tell
