"""``tertulia rescue PIECE… --weblog SLUG``: import several pieces of one weblog, one after another; what they have in
common is merged by its address."""

import json
from argparse import Namespace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertulia.commands import CommandError
from tertulia.commands import import_ as importing
from tertulia.commands.installation import prepare
from tertulia.exchange.crosschecks import crosschecks
from tertulia.exchange.question import Question
from tertulia.exchange.records import BrokenExport, Reader
from tertulia.exchange.report import Report, as_lines
from tertulia.weblog.weblog import Weblog


def run(options: Namespace) -> int:
    """Bring them in the order given, or with ``--dry-run`` only look; print what became of each, what is missing, and
    how many questions wait. Raises CommandError before anything is changed if one of them cannot be read."""
    pieces = [(name, importing.open_piece(name)) for name in options.pieces]
    prepare()
    reports = [(name, _bring(name, reader, options)) for name, reader in pieces]
    weblog = Weblog.objects.filter(slug=options.weblog).first()
    missing = crosschecks(weblog) if weblog else []
    waiting = Question.objects.filter(weblog=weblog).open().count() if weblog else 0
    if options.json:
        print(json.dumps(_as_json(options, reports, missing, waiting), ensure_ascii=False))
        return 0
    for name, report in reports:
        told = _("{file} into “{weblog}”; nothing was written.") if options.dry_run else _("{file}, “{weblog}”:")
        print("\n".join([told.format(file=name, weblog=options.weblog), *as_lines(report, is_preview=options.dry_run)]))
    print("\n".join(_ending(missing, waiting, options)))
    return 0


def _bring(name: str, reader: Reader, options: Namespace) -> Report:
    try:
        return importing.preview_piece(reader, options) if options.dry_run else importing.load_piece(reader, options)
    except BrokenExport as error:
        raise CommandError(f"{name}: {error}") from error
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error


def _as_json(options: Namespace, reports: list[tuple[str, Report]], missing: list[str], waiting: int) -> dict[str, Any]:
    shown = [{"file": name, **report.as_json()} for name, report in reports]
    return {"weblog": options.weblog, "pieces": shown, "missing": missing, "questions": waiting}


def _ending(missing: list[str], waiting: int, options: Namespace) -> list[str]:
    lines = [_("missing: {text}").format(text=text) for text in missing]
    asked = ngettext("{count} question waits at {path}", "{count} questions wait at {path}", waiting)
    return [*lines, asked.format(count=waiting, path=f"/desk/{options.weblog}/rescue/")]
