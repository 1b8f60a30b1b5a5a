"""Write the archive of a weblog: all of it, as it is at one moment, while everybody goes on writing."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage

from tertulia.exchange.archive.container import MIMETYPE, is_archive
from tertulia.exchange.archive.described import as_markdown
from tertulia.exchange.archive.kind import Kind
from tertulia.exchange.archive.lines import line_of
from tertulia.exchange.archive.manifest import NAME, Manifest, write_manifest
from tertulia.exchange.archive.media import files_of
from tertulia.exchange.archive.pack import Pack
from tertulia.exchange.archive.rows import records_of, rows_of
from tertulia.exchange.archive.schema import KINDS
from tertulia.exchange.archive.snapshot import snapshot
from tertulia.exchange.writers.appearing import appearing
from tertulia.exchange.writers.written import Show, Written, quietly
from tertulia.version import __version__
from tertulia.weblog.weblog import Weblog


def write_archive(weblog: Weblog, target: Path, *, pages: Path | None = None, show: Show = quietly) -> Written:
    """Write ``target``, which appears when it is whole; an earlier archive of that name is replaced. ``pages`` is a
    folder with the public pages as plain files. Raises InTheWay, OSError."""
    written = Written()
    with appearing(target, is_archive) as new:
        with snapshot(), Pack(new) as pack:
            _fill(pack, weblog, pages, show, written)
        written.size = new.stat().st_size
    return written


def _fill(pack: Pack, weblog: Weblog, pages: Path | None, show: Show, written: Written) -> None:
    # Asked again, as the moment that is archived has only begun.
    weblog = Weblog.objects.select_related("photo").get(id=weblog.id)
    pack.add("mimetype", MIMETYPE, packed=False)
    pack.add("README.txt", as_markdown().encode())
    files, written.missing = files_of(weblog)
    for kind in KINDS:
        lines = map(line_of, records_of(kind, weblog, frozenset(files)))
        written.records[kind.name] = pack.add_lines(kind.file, show(lines, _count(kind, weblog), kind.name))
    for name in files:
        with default_storage.open(name) as file:
            pack.add_file(f"media/{name}", file, file.size)
    written.media = len(files)
    for name, path in files_within(pages) if pages else ():
        with path.open("rb") as page:
            pack.add_file(f"html/{name}", page, path.stat().st_size)
        written.pages += 1
    software = f"Tertulia {__version__}"
    pack.add(NAME, write_manifest(Manifest(weblog.slug, settings.ORIGIN, software, written.records, pack.files)))


def _count(kind: Kind, weblog: Weblog) -> int:
    return rows_of(kind, weblog).count()


def files_within(folder: Path) -> list[tuple[str, Path]]:
    """The files of a folder by their names there, without those that are hidden."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return sorted((path.relative_to(folder).as_posix(), path) for path in found)
