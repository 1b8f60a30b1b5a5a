"""``tertulia export WEBLOG FILE``: all of a weblog in one file, of which it can be made again anywhere."""

import argparse
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tertulia.commands import CommandError, installation
from tertulia.commands.addresses import weblogs
from tertulia.commands.mirror import mirror, renderer_of
from tertulia.commands.progress import counted
from tertulia.commands.publish import opened
from tertulia.exchange.archive.media import files_of
from tertulia.exchange.writers.archive import InTheWay, Written, write_archive
from tertulia.weblog.weblog import Weblog

_MOST_SHOWN = 20


def run(arguments: argparse.Namespace) -> int:
    """Write the file and print what is in it. Raises CommandError, and then the file is as it was."""
    target = Path(arguments.file).resolve()
    installation.check_there()
    if installation.missing_migrations():
        raise CommandError("the database is older than this version; start the server once, it brings it up to date")
    [weblog] = weblogs(arguments.weblog)
    try:
        with _pages(weblog, target, wanted=not arguments.without_pages) as pages:
            written = write_archive(weblog, target, pages=pages, show=counted)
    except InTheWay as error:
        raise CommandError(f"{error} is there already, and no archive; it is not replaced") from error
    print(json.dumps(_as_json(written), ensure_ascii=False) if arguments.json else _in_words(written, target))
    return 0


@contextmanager
def _pages(weblog: Weblog, target: Path, *, wanted: bool) -> Iterator[Path | None]:
    if not wanted:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix=f".{target.name}.pages-", dir=target.parent) as aside:
        folder = Path(aside) / "html"
        with opened() as front, renderer_of(front) as renderer:
            failed = mirror(renderer, folder, weblog.slug, frozenset(files_of(weblog)[0])).failed
        for path, why in failed.items():
            raise CommandError(
                f"{path} {why}, and {len(failed) - 1} more pages fail; --without-pages makes an archive all the same"
            )
        yield folder


def _as_json(written: Written) -> dict[str, object]:
    return {
        "ok": True,
        "records": written.records,
        "media": written.media,
        "pages": written.pages,
        "bytes": written.size,
        "missing": written.missing,
    }


def _in_words(written: Written, target: Path) -> str:
    counts = ", ".join(f"{count:,} {name}" for name, count in written.records.items() if count)
    lines = [f"{name} is linked to and not in the media folder." for name in written.missing[:_MOST_SHOWN]]
    if len(written.missing) > _MOST_SHOWN:
        lines.append(f"… and {len(written.missing) - _MOST_SHOWN} more (--json tells all)")
    lines.append(f"{target}: {counts}; {written.media:,} files and {written.pages:,} pages; {written.size:,} bytes.")
    lines.append("Keep it to yourself: e-mail addresses, drafts and unpublished comments are in it.")
    return "\n".join(lines)
