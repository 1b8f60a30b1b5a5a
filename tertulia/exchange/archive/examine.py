"""Look an archive over before anything of it is written: is it whole, does it make sense, can it come in here?"""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from tertulia.exchange.archive.container import Archive
from tertulia.exchange.archive.known import Known
from tertulia.exchange.archive.lines import broken
from tertulia.exchange.archive.media import is_good
from tertulia.exchange.archive.schema import KINDS
from tertulia.exchange.archive.schema_weblog import WEBLOG
from tertulia.exchange.records import BrokenExport
from tertulia.weblog.address import Address
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog, check_slug, check_timezone

T = TypeVar("T")
_CHUNK, _AT_ONCE = 1 << 20, 500


class Show(Protocol):
    """Shows, while it hands things on, how many of so many are done."""

    def __call__(self, things: Iterable[T], count: int, name: str, /) -> Iterable[T]: ...


def quietly(things: Iterable[T], _count: int, _name: str) -> Iterable[T]:
    """Hand things on and show nothing."""
    return things


def examine(archive: Archive, show: Show = quietly) -> Known:
    """Read all of an archive, and answer what it names. Raises BrokenExport, which says where it is broken or why it
    cannot come in here."""
    for _name in show(archive.verify(), len(archive.manifest.files), _("files")):
        pass
    known = Known(archive.media)
    if bad := next((name for name in archive.media if not is_good(name)), None):
        raise BrokenExport(_("media/{file}: no file of such a name is taken in.").format(file=bad))
    for kind in KINDS:
        records = show(archive.records(kind), archive.manifest.records[kind.name], kind.name)
        for number, record in enumerate(records, 1):
            if why := known.meet(kind, record):
                raise broken(kind, number, why)
    if not known.weblog or known.weblog["slug"] != archive.manifest.weblog:
        raise BrokenExport(_("{file}: is not of the weblog that it should be of.").format(file=WEBLOG.file))
    if why := known.end():
        raise BrokenExport(why)
    _check_here(archive, known)
    return known


def weblog_here(slug: str) -> Weblog | None:
    """The weblog of that slug, which the archive fills: it must be empty. Raises BrokenExport if it is not, or if no
    weblog may be called so."""
    if (weblog := Weblog.objects.filter(slug=slug).first()) is None:
        try:
            check_slug(slug)
        except ValidationError as error:
            raise BrokenExport(" ".join(error.messages)) from error
    elif any(rows.exists() for rows in (weblog.posts, weblog.categories, weblog.tags, weblog.addresses)):
        sentence = _("there is a weblog “{weblog}” already, and an archive never overwrites anything.")
        raise BrokenExport(sentence.format(weblog=slug))
    return weblog


def _check_here(archive: Archive, known: Known) -> None:
    slug = archive.manifest.weblog
    weblog_here(slug)
    try:
        check_timezone(known.weblog["timezone"])
    except ValidationError as error:
        raise BrokenExport(" ".join(error.messages)) from error
    others = set(Weblog.objects.exclude(slug=slug).values_list("slug", flat=True))
    for path in _taken(known.paths | known.old_paths, others):
        sentence = _("the address {path} belongs to another weblog here, so nothing was imported.")
        raise BrokenExport(sentence.format(path=path[:200]))
    for name in archive.media:
        _check_file(archive, name)


def _taken(paths: set[str], others: set[str]) -> Iterator[str]:
    yield from (path for path in sorted(paths) if path[1:].partition("/")[0] in others)
    wanted = sorted(paths)
    for first in range(0, len(wanted), _AT_ONCE):
        some = wanted[first : first + _AT_ONCE]
        yield from (str(path) for path in Post.objects.filter(path__in=some).values_list("path", flat=True))
        yield from Address.objects.filter(path__in=some).values_list("path", flat=True)


def _check_file(archive: Archive, name: str) -> None:
    if not default_storage.exists(name):
        return
    with archive.medium(name) as theirs, default_storage.open(name) as ours:
        while True:
            chunk = theirs.read(_CHUNK)
            if chunk != ours.read(_CHUNK):
                break
            if not chunk:
                return
    sentence = _("media/{file}: there is another file of that name here already.")
    raise BrokenExport(sentence.format(file=name))
