"""``tertulia import FILE --weblog SLUG``: fill a weblog from an export, a file or a folder; which format it is in, it
tells. From an archive of our own the whole weblog is made again (``commands/restore.py``)."""

import json
from argparse import Namespace
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertulia.commands import CommandError, restore
from tertulia.commands.installation import prepare
from tertulia.commands.progress import Watched
from tertulia.exchange import runs
from tertulia.exchange.ahead import read_ahead
from tertulia.exchange.archive.container import is_archive
from tertulia.exchange.load import load
from tertulia.exchange.missing import missing_files
from tertulia.exchange.preview import preview
from tertulia.exchange.readers.known import open_export
from tertulia.exchange.records import BrokenExport, Reader
from tertulia.exchange.report import Report, as_lines
from tertulia.exchange.survey import survey
from tertulia.lib import clock
from tertulia.weblog.weblog import Weblog, check_slug, check_timezone, create_weblog


def run(options: Namespace) -> int:
    """Import, or with ``--dry-run`` only look; print the report. Raises CommandError before anything is changed."""
    if _is_archive(options.file):
        return restore.run(options)
    reader = open_piece(options.file, options.only)
    if not options.weblog:
        raise CommandError(_("into which weblog? --weblog takes one word, the first part of its addresses"))
    prepare()
    try:
        report = preview_piece(reader, options) if options.dry_run else load_piece(options.file, reader, options)
    except BrokenExport as error:
        raise CommandError(f"{options.file}: {error}") from error
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    if options.json:
        print(json.dumps(report.as_preview() if options.dry_run else report.as_json(), ensure_ascii=False))
    else:
        lines = as_lines(report, is_preview=options.dry_run)
        print("\n".join([_heading(report, options), *lines, *([] if options.dry_run else _missing(report))]))
    return 0


def _is_archive(name: str) -> bool:
    try:
        return Path(name).is_file() and is_archive(Path(name))
    except (OSError, ValueError):  # told when it is opened
        return False


def open_piece(name: str, only: str = "") -> Reader:
    """The reader of a file or folder, for ``only`` one of several weblogs in it. Raises CommandError if it is none that
    can be imported."""
    path = Path(name)
    try:
        if not (path.is_file() or path.is_dir()):
            raise CommandError(_("{file}: there is no such file.").format(file=name))
        return open_export(path, only)
    except BrokenExport as error:
        raise CommandError(f"{name}: {error}") from error
    except (OSError, ValueError) as error:
        raise CommandError(_("{file}: the file cannot be read: {error}.").format(file=name, error=error)) from error


def load_piece(name: str, reader: Reader, options: Namespace) -> Report:
    """Import the piece of that name; in a dry run files are only looked at. Raises BrokenExport, ValidationError."""
    weblog, zone = _find(options)
    # The file must be an export before a weblog is made for it.
    with read_ahead(reader, (weblog or Weblog()).language) as (records, deriving):
        found = survey(Watched(reader, _("checking")))
        if weblog is None:
            title = getattr(options, "title", "")
            weblog = create_weblog(options.weblog, title=title, timezone=zone)
        records, keeps = Watched(records, _("importing")), not options.dry_run
        report = load(records, weblog, zone=clock.zone(zone), found=found, deriving=deriving, keeps_files=keeps)
    runs.note(weblog, Path(name).name, zone, reader.size, report)
    return report


def preview_piece(reader: Reader, options: Namespace) -> Report:
    """What an import would do. Raises BrokenExport, ValidationError."""
    weblog, zone = _find(options)
    return preview(Watched(reader, _("reading")), weblog, options.weblog, clock.zone(zone))


def _find(options: Namespace) -> tuple[Weblog | None, str]:
    # The weblog, if there is one, and the name of the zone that the file's dates are in.
    weblog = Weblog.objects.filter(slug=options.weblog).first()
    if weblog is None:
        check_slug(options.weblog)
    zone = options.timezone or (weblog.timezone if weblog else "UTC")
    check_timezone(zone)
    return weblog, zone


def _missing(report: Report) -> list[str]:
    count = len(missing_files(Weblog.objects.get(slug=report.weblog)).files)
    sentence = ngettext(
        "{count} file that posts show is not here: tertulia missing --weblog {weblog}",
        "{count} files that posts show are not here: tertulia missing --weblog {weblog}",
        count,
    )
    return [sentence.format(count=count, weblog=report.weblog)] if count else []


def _heading(report: Report, options: Namespace) -> str:
    if options.dry_run:
        return _("{file} into “{weblog}”; nothing was written.").format(file=options.file, weblog=report.weblog)
    return _("{file} was imported into “{weblog}”.").format(file=options.file, weblog=report.weblog)
