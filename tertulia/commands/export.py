"""``tertulia export WEBLOG FILE``: a weblog in one file, in the format that is asked for."""

import argparse
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tertulia.commands import CommandError, export_pages, installation
from tertulia.commands.addresses import weblogs
from tertulia.commands.progress import counted
from tertulia.exchange.archive.container import is_archive
from tertulia.exchange.formats import FORMATS, ExportFormat
from tertulia.exchange.writers.appearing import InTheWay, check_free
from tertulia.exchange.writers.archive import write_archive
from tertulia.exchange.writers.mt import write_mt
from tertulia.exchange.writers.written import Written
from tertulia.exchange.writers.wxr import write_wxr
from tertulia.weblog.weblog import Weblog

_MOST_SHOWN = 20


def run(arguments: argparse.Namespace) -> int:
    """Write the file and print what is in it, and what is not. Raises CommandError, and then the file is as it was."""
    target, form = Path(arguments.file).resolve(), FORMATS[arguments.format]
    if arguments.without_pages and form.name != "archive":
        raise CommandError("--without-pages is for archives")
    if arguments.with_links and not form.takes_links:
        raise CommandError("--with-links is for web archives: --format wacz or warc")
    installation.check_current()
    [weblog] = weblogs(arguments.weblog)
    writer = _bare_archive if arguments.without_pages else _WRITERS[form.name]
    if arguments.with_links:
        writer = partial(_WITH_LINKS[form.name], with_links=True)
    try:
        # Before the pages are made, which takes a while.
        check_free(target, is_archive if form.name == "archive" else _never)
        written = writer(weblog, target)
    except InTheWay as error:
        raise CommandError(f"{error} is there already; only an earlier archive is replaced, by an archive") from error
    is_public = form.is_public and not arguments.with_links
    if arguments.json:
        print(json.dumps(_as_json(written, form, is_public=is_public), ensure_ascii=False))
    else:
        print(_in_words(written, form, target, with_links=arguments.with_links))
    return 0


def _never(_path: Path) -> bool:
    return False


def _archive(weblog: Weblog, target: Path) -> Written:
    with export_pages.beside(weblog, target) as pages:
        return write_archive(weblog, target, pages=pages, show=counted)


def _bare_archive(weblog: Weblog, target: Path) -> Written:
    return write_archive(weblog, target, show=counted)


def _mt(weblog: Weblog, target: Path) -> Written:
    return write_mt(weblog, target, show=counted)


def _wxr(weblog: Weblog, target: Path) -> Written:
    return write_wxr(weblog, target, show=counted)


_WRITERS: dict[str, Callable[[Weblog, Path], Written]] = {
    "archive": _archive,
    "wxr": _wxr,
    "mt": _mt,
    "mirror": export_pages.mirror,
    "wacz": export_pages.wacz,
    "warc": export_pages.warc,
}


_WITH_LINKS = {"wacz": export_pages.wacz, "warc": export_pages.warc}


def _as_json(written: Written, form: ExportFormat, *, is_public: bool) -> dict[str, object]:
    return {
        "ok": True,
        "format": form.name,
        "records": written.records,
        "media": written.media,
        "pages": written.pages,
        "bytes": written.size,
        "missing": written.missing,
        "left_out": written.left_out,
        "lacks": str(form.lacks),
        "public": is_public,
    }


def _in_words(written: Written, form: ExportFormat, target: Path, *, with_links: bool) -> str:
    lines = [f"{name} is linked to and not in the media folder." for name in written.missing[:_MOST_SHOWN]]
    if len(written.missing) > _MOST_SHOWN:
        lines.append(f"… and {len(written.missing) - _MOST_SHOWN} more (--json tells all)")
    held = {**written.records, "files": written.media, "pages of the site": written.pages}
    lines.append(f"{target}: {_counts(held)}; {written.size:,} bytes.")
    if written.left_out:
        lines.append(f"Left out: {_counts(written.left_out)}.")
    lines.append(f"Not in it: {form.lacks}")
    if with_links:
        lines.append("Keep it to yourself: copies of what other people have written are in it.")
    if not form.is_public:
        lines.append("Keep it to yourself: e-mail addresses, drafts and unpublished comments may be in it.")
    return "\n".join(lines)


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counts.items() if count) or "nothing"
