"""Movable Type's text format, as Typepad and Movable Type export a weblog: one pass, whatever the size.

Documented on Typepad's help page on its import format and by Movable Type's ImportExport.pm; what real files hold
beyond that is in the modules beside this one."""

import zlib
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from tertulia.exchange.readers.cut_short import cut_short
from tertulia.exchange.readers.encoding import Encoding, open_lines, sniff
from tertulia.exchange.readers.mt_entry import records_of
from tertulia.exchange.readers.mt_lines import Lines, is_blank, starts_header
from tertulia.exchange.readers.mt_raw import read_entry
from tertulia.exchange.records import BrokenExport, Record


class MovableTypeReader:
    """Reads one file, plain or packed with gzip; each iteration begins anew. Raises BrokenExport with one line for a
    file that is no such export; what is only partly unreadable comes as Unreadable records and warnings."""

    format = "mt"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = path.stat().st_size
        self.position = 0

    @staticmethod
    def fits(head: bytes) -> bool:
        """Whether a file that begins with ``head`` is such an export."""
        lines = (line for line in head.decode("latin-1").splitlines() if not is_blank(line))
        return starts_header(next(lines, ""))

    def prepare(self) -> Iterator[None]:
        """Nothing has to be known before it is read."""
        return iter(())

    def __iter__(self) -> Iterator[Record]:
        return self._read(skims=False)

    def glance(self) -> Iterator[Record]:
        """The same records without comments and pings."""
        return self._read(skims=True)

    def _read(self, *, skims: bool) -> Iterator[Record]:
        self.position, line = 0, 0
        try:
            encoding = sniff(self.path)
            with self.path.open("rb") as file, open_lines(file, encoding) as stream:
                lines = Lines(stream)
                for record in _records(lines, encoding, skims=skims):
                    self.position, line = file.tell(), lines.number
                    yield record
            self.position = self.size
        except (EOFError, zlib.error, OSError) as error:
            raise cut_short(line, error) from error


def _records(lines: Lines, encoding: Encoding, *, skims: bool) -> Iterator[Record]:
    _check_start(lines, encoding)
    first = True
    while (raw := read_entry(lines, skims=skims)) is not None:
        if first and raw.broken:
            reason = _("line {number}: the header that begins here has no end (a line of five hyphens).")
            raise BrokenExport(reason.format(number=raw.line))
        first = False
        yield from records_of(raw, encoding)


def _check_start(lines: Lines, encoding: Encoding) -> None:
    while (line := lines.ahead(0)) is not None and is_blank(line):
        lines.next()
    if line is None:
        raise BrokenExport(_("line 1: the file is empty."))
    if not starts_header(line):
        reason = _(
            "line {number}: this is no Movable Type export, which begins with AUTHOR: or TITLE:, not with “{text}”."
        )
        raise BrokenExport(reason.format(number=lines.number + 1, text=_shown(line, encoding)))


def _shown(line: str, encoding: Encoding) -> str:
    whole = line if encoding.wide else line.encode("latin-1", "replace").decode("utf-8", "replace")
    return "".join(c if c.isprintable() else " " for c in whole[:40]).strip()
