"""The public pages of a weblog for an export: as plain files, or as a visit to all its addresses."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tertulia.commands import CommandError
from tertulia.commands import mirror as mirrors
from tertulia.commands.addresses import of_weblog, old_links_of_weblog
from tertulia.commands.progress import shown
from tertulia.commands.publish import opened
from tertulia.exchange.archive.media import files_of
from tertulia.exchange.writers.plain_pages import write_plain_pages
from tertulia.exchange.writers.wacz import write_wacz
from tertulia.exchange.writers.warc import write_warc
from tertulia.exchange.writers.written import Written
from tertulia.lib import clock
from tertulia.lib.text import path_encoded
from tertulia.lib.unfinished import folder_beside
from tertulia.publishing.mirror.mirror import Written as Mirrored
from tertulia.publishing.mirror.source import Source
from tertulia.publishing.render import Renderer
from tertulia.publishing.visit import Visit, Visited
from tertulia.weblog.weblog import Weblog


@contextmanager
def beside(weblog: Weblog, target: Path) -> Iterator[Path]:
    """A folder with the pages for an archive, in which their media stand beside them. Raises CommandError."""
    with _mirrored(weblog, target, frozenset(files_of(weblog)[0])) as (folder, made):
        _check(made.failed, " --without-pages makes an archive all the same")
        yield folder


def mirror(weblog: Weblog, target: Path) -> Written:
    """Write the pages as plain files. Raises CommandError, InTheWay."""
    with _mirrored(weblog, target) as (folder, made):
        _check(made.failed)
        written = write_plain_pages(folder, target)
    written.pages, written.media = made.pages, made.files
    written.records = {"redirects": made.redirects}
    written.left_out = {"addresses that cannot be files": len(made.left_out)} if made.left_out else {}
    return written


def warc(weblog: Weblog, target: Path, *, with_links: bool = False) -> Written:
    """Write what all public addresses answer, and maybe the copies of what is linked to. Raises CommandError,
    InTheWay."""
    with _visits(weblog) as visits:
        return write_warc(weblog, visits, target, at=clock.now(), with_links=with_links)


def wacz(weblog: Weblog, target: Path, *, with_links: bool = False) -> Written:
    """The same, with an index."""
    with _visits(weblog) as visits:
        return write_wacz(weblog, visits, target, at=clock.now(), with_links=with_links)


@contextmanager
def _mirrored(weblog: Weblog, target: Path, media: frozenset[str] = frozenset()) -> Iterator[tuple[Path, Mirrored]]:
    with folder_beside(target) as aside:
        folder = aside / "html"
        with opened() as front, mirrors.renderer_of(front) as renderer:
            made = mirrors.mirror(renderer, folder, weblog.slug, media)
        yield folder, made


@contextmanager
def _visits(weblog: Weblog) -> Iterator[Iterator[Visited]]:
    with opened() as front, mirrors.renderer_of(front) as renderer:
        yield visits(weblog, renderer)


def visits(weblog: Weblog, renderer: Renderer) -> Iterator[Visited]:
    """What every public address of the weblog answers, and what its pages need. Raises CommandError at the end if one
    did not answer."""
    visit = Visit(Source(renderer), weblog.path)
    addresses = [*map(path_encoded, of_weblog(weblog)), *old_links_of_weblog(weblog)]
    yield from visit.asked(shown(addresses, "addresses"))
    yield from visit.found()
    _check(visit.failed)


def _check(failed: Mapping[str, str], way_out: str = "") -> None:
    for path, why in failed.items():
        more = f", and {len(failed) - 1} more pages fail;" if way_out or len(failed) > 1 else ""
        raise CommandError(f"{path} {why}{more}{way_out}".removesuffix(";"))
