"""``tertulia rescue PIECE… --weblog SLUG``: import several pieces of one weblog, one after another; what they have in
common is merged by its address."""

import json
from argparse import Namespace
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
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


@dataclass(frozen=True)
class _Outcome:
    """What became of each piece, what is missing by now, how many questions wait."""

    reports: list[tuple[str, Report]]
    missing: list[str]
    waiting: int


def run(options: Namespace) -> int:
    """Bring them in the order given, or with ``--dry-run`` do so and undo all of it; print what became of each, what is
    missing, and how many questions wait. Raises CommandError before anything is changed if one cannot be read."""
    pieces = [(name, importing.open_piece(name)) for name in options.pieces]
    prepare()
    outcome = _rehearsed(pieces, options) if options.dry_run else _brought(pieces, options)
    if options.json:
        print(json.dumps(_as_json(options, outcome), ensure_ascii=False))
        return 0
    for name, report in outcome.reports:
        told = _("{file} into “{weblog}”; nothing was written.") if options.dry_run else _("{file}, “{weblog}”:")
        print("\n".join([told.format(file=name, weblog=options.weblog), *as_lines(report, is_preview=options.dry_run)]))
    print("\n".join(_ending(outcome, options)))
    return 0


def _rehearsed(pieces: list[tuple[str, Reader]], options: Namespace) -> _Outcome:
    # What a piece brings depends on those before it, so only bringing all of them tells.
    with transaction.atomic():
        outcome = _brought(pieces, options)
        transaction.set_rollback(True)
    return outcome


def _brought(pieces: list[tuple[str, Reader]], options: Namespace) -> _Outcome:
    reports = [(name, _bring(name, reader, options)) for name, reader in pieces]
    weblog = Weblog.objects.get(slug=options.weblog)
    return _Outcome(reports, crosschecks(weblog), Question.objects.filter(weblog=weblog).open().count())


def _bring(name: str, reader: Reader, options: Namespace) -> Report:
    try:
        return importing.load_piece(name, reader, options)
    except BrokenExport as error:
        raise CommandError(f"{name}: {error}") from error
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error


def _as_json(options: Namespace, outcome: _Outcome) -> dict[str, Any]:
    shown = [{"file": name, **report.as_json()} for name, report in outcome.reports]
    return {"weblog": options.weblog, "pieces": shown, "missing": outcome.missing, "questions": outcome.waiting}


def _ending(outcome: _Outcome, options: Namespace) -> list[str]:
    lines = [_("missing: {text}").format(text=text) for text in outcome.missing]
    count = outcome.waiting
    asked = ngettext("{count} question waits at {path}", "{count} questions wait at {path}", count)
    if options.dry_run:
        asked = ngettext("{count} question would wait at {path}", "{count} questions would wait at {path}", count)
    return [*lines, asked.format(count=count, path=f"/desk/{options.weblog}/rescue/")]
