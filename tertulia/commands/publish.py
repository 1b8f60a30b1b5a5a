"""``tertulia publish --all``: fills the web root, so that no reader is the first to ask for a page."""

import argparse
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils.module_loading import import_string

from tertulia.commands import CommandError, installation
from tertulia.commands.addresses import INSTALLATION, of_weblog, weblogs
from tertulia.commands.progress import shown
from tertulia.publishing import start
from tertulia.publishing.fill import Filled, fill
from tertulia.publishing.front import Front

_MOST_SHOWN = 20


def run(arguments: argparse.Namespace) -> int:
    """Make what is missing, print what became of the pages; 1 if one of them cannot be made."""
    if not (arguments.all or arguments.weblog):
        raise CommandError("publish what? --all, or one weblog with --weblog SLUG")
    with opened() as front:
        if front.renderer is None:
            raise CommandError("nothing is stored here, as TERTULIA_STORED_PAGES is 0")
        filled = fill(front.renderer, shown(paths(arguments.weblog), "pages"))
    print(json.dumps(_as_json(filled), ensure_ascii=False) if arguments.json else _in_words(filled))
    return 1 if filled.failed else 0


@contextmanager
def opened() -> Iterator[Front]:
    """What answers readers, ready to be asked while the server runs and while it does not. Raises CommandError if there
    is no installation, or if the server that runs would make other pages."""
    installation.check_current()
    installation.collect_static()
    if start.is_made_otherwise():
        raise CommandError(
            "the server that is running makes other pages: it has another version, TERTULIA_ORIGIN or TERTULIA_PORT"
        )
    # What does not answer is told in the report.
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    start.begin()
    try:
        yield import_string(settings.WSGI_APPLICATION)
    finally:
        start.end()


def paths(slug: str = "") -> list[str]:
    """Every public address of one weblog, or of all with what belongs to the whole installation."""
    chosen = weblogs(slug)
    found = [path for weblog in chosen for path in of_weblog(weblog)]
    return found if slug else [*INSTALLATION, *found]


def _as_json(filled: Filled) -> dict[str, object]:
    return {
        "ok": not filled.failed,
        "made": filled.made,
        "there": filled.there,
        "not_storable": filled.not_storable,
        "failed": [{"where": path, "why": why} for path, why in filled.failed.items()],
    }


def _in_words(filled: Filled) -> str:
    lines = [f"{path}: {why}" for path, why in list(filled.failed.items())[:_MOST_SHOWN]]
    if len(filled.failed) > _MOST_SHOWN:
        lines.append(f"… and {len(filled.failed) - _MOST_SHOWN} more (--json tells all)")
    lines.append(
        f"{filled.made:,} pages made, {filled.there:,} were there already, {len(filled.not_storable):,} are made for"
        f" each reader, {len(filled.failed):,} failed."
    )
    return "\n".join(lines)
