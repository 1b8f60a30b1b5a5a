"""Files that a source brings or only names: which are new, known already or lost; kept once, the largest copy of each.

Files are kept outside of the batch's transaction, as to make the sizes of a picture takes long and nobody who comments
should wait for it; only their addresses are part of the batch."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from tertulia.exchange.identity import number_of
from tertulia.exchange.planned import where
from tertulia.exchange.records import BrokenExport, MediaRecord, Record
from tertulia.exchange.report import Report
from tertulia.lib.old_files import OldFile, old_file
from tertulia.media.file import File
from tertulia.media.image import Image
from tertulia.media.storing import Refused, look, store
from tertulia.weblog.address import Address
from tertulia.weblog.links import KeptAddresses
from tertulia.weblog.old_addresses import unleading
from tertulia.weblog.old_files import paths_of
from tertulia.weblog.weblog import Weblog

_HEAD = 512
_PAGES = (b"<!doctype html", b"<html", b"<head", b"<?xml version", b"<script")
Stored = Image | File


@dataclass(frozen=True)
class PlannedFile:
    """An old path that leads to a file from now on; ``is_new`` if it led nowhere before."""

    path: str
    to: str
    is_new: bool


class Media:
    """Plans the files of one source. ``place`` is the weblog as it will be, ``is_there`` tells whether it is in the
    database already; it remembers which paths it has met. With ``keeps`` files are kept, else only looked at."""

    def __init__(self, place: Weblog, report: Report, coming: Set[str]) -> None:
        self.place, self.report, self._coming = place, report, coming
        self._met: set[int] = set()

    def skip(self, record: MediaRecord) -> None:
        """Pass over a record that was done before a break."""
        old = old_file(record.url)
        for path in paths_of(self.place, old) if old else ():
            if path in self._kept([path]):
                self._met.add(number_of(path))
        if record.open is None:
            self._judge_named(record, old)

    def plan(self, records: Iterable[Record], *, keeps: bool) -> list[PlannedFile]:
        """What to do with the files of a batch, counted."""
        planned: dict[str, PlannedFile] = {}
        for record in records:
            if isinstance(record, MediaRecord):
                old = old_file(record.url)
                if record.open is None:
                    self._judge_named(record, old)
                elif old is None:
                    self._lose(record, _("{url} is no address of a file").format(url=record.url[:200]))
                elif found := self._bring(record, old, planned, keeps=keeps):
                    planned[found.path] = found
        return [*planned.values()]

    def _judge_named(self, record: MediaRecord, old: OldFile | None) -> None:
        if old and self._kept(paths_of(self.place, old)):
            self.report.add("media", is_new=False)
        else:
            why = _("the file is not in the export; it was at {url}").format(url=record.url)
            self.report.lose("media", where(record.line), why, again=True)

    def _bring(
        self, record: MediaRecord, old: OldFile, planned: Mapping[str, PlannedFile], *, keeps: bool
    ) -> PlannedFile | None:
        try:
            path = self._path(old)
            stored = _taken_in(record, old, keeps=keeps)
        except Refused as error:
            self._lose(record, str(error))
            return None
        except (BrokenExport, OSError) as error:
            self._lose(record, _("it cannot be read: {error}").format(error=error))
            return None
        known = self._kept([path]).get(path, "")
        is_new = not known and number_of(path) not in self._met
        self._met.add(number_of(path))
        self.report.add("media", is_new=is_new)
        before = planned[path].to if path in planned else known
        if stored is None or before == stored.url or (before and _weight(stored) <= _weight(_at(before))):
            return None
        return PlannedFile(path, stored.url, is_new=not known)

    def _path(self, old: OldFile) -> str:
        # The path that the file has here, or will have.
        paths = paths_of(self.place, old)
        kept = self._kept(paths)
        if known := next((path for path in paths if path in kept or number_of(path) in self._met), ""):
            return known
        against = unleading(paths, self.place.slug, self._coming)
        taken = set(Address.objects.filter(path__in=paths).values_list("path", flat=True))
        if free := next((path for path in paths if path not in against and path not in taken), ""):
            return free
        raise Refused(next(iter(against.values()), _("an old address leads from here to something else already")))

    def _kept(self, paths: Sequence[str]) -> Mapping[str, str]:
        return KeptAddresses(self.place).files(paths) if self.place.pk else {}

    def _lose(self, record: MediaRecord, why: str) -> None:
        self.report.lose("media", record.url[:500] if not record.line else where(record.line), why)


def write_files(weblog: Weblog, planned: Sequence[PlannedFile]) -> None:
    """Let these paths lead to their files."""
    for one in planned:
        if not one.is_new:
            Address.objects.filter(weblog=weblog, path=one.path).update(to=one.to)
    new = [Address(weblog=weblog, path=one.path, to=one.to) for one in planned if one.is_new]
    Address.objects.bulk_create(new, batch_size=500)


def _taken_in(record: MediaRecord, old: OldFile, *, keeps: bool) -> Stored | None:
    if record.open is None:
        return None
    if old.is_picture:
        with record.open() as file:
            head = file.read(_HEAD).lstrip().lower()
        # What services that go on answering send in place of what they no longer have.
        if head.startswith(_PAGES) and not old.path.endswith(".svg"):
            raise Refused(_("what was saved under this address is a web page and not the picture"))
    if keeps:
        return store(record.open, old.name)
    look(record.open)
    return None


def _at(to: str) -> Stored | None:
    name = to.removeprefix(settings.MEDIA_URL)
    return Image.objects.filter(file=name).first() or File.objects.filter(file=name).first()


def _weight(stored: Stored | None) -> tuple[int, int]:
    # A picture is more than what cannot be shown, and the largest copy more than its thumbnails.
    if isinstance(stored, Image):
        return 1, stored.width * stored.height
    return 0, stored.size if stored else 0
