"""``tertulia import ARCHIVE.zip``: make the weblog of an archive again."""

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from tertulia.commands import CommandError
from tertulia.commands.installation import prepare
from tertulia.commands.progress import counted
from tertulia.exchange.archive.container import Archive
from tertulia.exchange.archive.examine import examine
from tertulia.exchange.archive.restore import restore
from tertulia.exchange.records import BrokenExport


def run(options: Namespace) -> int:
    """Restore the weblog, or with ``--dry-run`` only look; print what is in it. Raises CommandError, and then nothing
    was changed."""
    try:
        with Archive(Path(options.file)) as archive:
            _check(archive, options)
            prepare()
            told = {
                "format": "archive",
                "weblog": archive.manifest.weblog,
                "dry_run": options.dry_run,
                "records": dict(archive.manifest.records),
                "media": len(archive.media),
                **(_look(archive) if options.dry_run else _restore(archive)),
            }
    except BrokenExport as error:
        raise CommandError(f"{options.file}: {error}") from error
    print(json.dumps(told, ensure_ascii=False) if options.json else _in_words(told, options))
    return 0


def _check(archive: Archive, options: Namespace) -> None:
    slug = archive.manifest.weblog
    if options.weblog and options.weblog != slug:
        sentence = _("this is the archive of “{weblog}”: it comes back under its own addresses and no others.")
        raise BrokenExport(sentence.format(weblog=slug))


def _look(archive: Archive) -> dict[str, object]:
    examine(archive, counted)
    return {}


def _restore(archive: Archive) -> dict[str, object]:
    here = restore(archive, counted)
    hosts = here.weblog.members.filter(user__isnull=False, active=True).count()
    return {"different": here.different, "members_with_account": hosts}


def _in_words(told: dict[str, Any], options: Namespace) -> str:
    counts = ", ".join(f"{count:,} {name}" for name, count in told["records"].items() if count)
    if options.dry_run:
        heading = _("{file} is whole and can come in as “{weblog}”; nothing was written.")
    else:
        heading = _("“{weblog}” is here as it was when {file} was made.")
    lines = [heading.format(file=options.file, weblog=told["weblog"]), f"{counts}, {told['media']:,} files."]
    if told.get("different"):
        lines.append(_("This version shows {count} texts otherwise.").format(count=told["different"]))
    if told.get("members_with_account") == 0:
        sentence = _("Nobody can sign in to it yet: tertulia member add --weblog {weblog} --role owner …")
        lines.append(sentence.format(weblog=told["weblog"]))
    return "\n".join(lines)
