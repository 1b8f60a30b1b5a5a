"""The fields of one raw entry of a Movable Type export, decoded; what was doubtful about them is noted."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from tertulia.exchange.readers import mt_values
from tertulia.exchange.readers.mt_raw import RawEntry
from tertulia.lib import text

_MISREAD = re.compile("[\x80-\x9f]")


@dataclass
class Fields:
    """The entry's header and sections by name. ``guessed`` is what had to be guessed to decode it, ``warnings`` all
    that people should know about this entry."""

    raw: RawEntry
    decode: Callable[[str], str]
    guessed: str = ""
    warnings: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.guessed:
            self.warn(self.guessed)
        if self.raw.is_cut_off:
            self.warn(_("the file ends in the middle of this entry; look whether it is whole"))
        for note in self.raw.notes:
            number, line = note.split(":", 1)
            self.warn(
                _("“{text}” is in no place that the format knows").format(text=self.clean(line)[:60]), int(number)
            )

    def where(self, line: int) -> str:
        """A place in the file, for people."""
        return _("line {number}").format(number=line)

    def warn(self, sentence: str, line: int = 0) -> None:
        """Note a sentence about what was hard to read, with its place."""
        self.warnings.append(f"{self.where(line or self.raw.line)}: {sentence}.")

    def clean(self, raw: str) -> str:
        """Text of the file, decoded and without characters that no text may hold."""
        # As nearly all short ones are.
        return raw if raw.isascii() and raw.isprintable() else text.clean(self.decode(raw))

    def value(self, key: str) -> str | None:
        """The first value of a key of the header; None if it is not there."""
        found = next((value for name, value in self.raw.header if name == key), None)
        return None if found is None else self.clean(found)

    def values(self, *keys: str) -> tuple[str, ...]:
        """All values of these keys, in order, each once."""
        found = (self.clean(value) for key in keys for name, value in self.raw.header if name == key)
        return tuple(dict.fromkeys(value for value in found if value))

    def text_of(self, name: str) -> str:
        """The text of the sections of that name."""
        return "\n\n".join(self.clean(section.text) for section in self.raw.sections if section.name == name)

    def date(self) -> datetime | None:
        """The entry's date; None if there is none or it is none."""
        return mt_values.parse_date(self.value("DATE") or "")

    def date_and_status(self, path: str, kind: str) -> tuple[datetime | None, mt_values.Status]:
        """The same, or else the month that its address names; a post of no date at all becomes a draft."""
        status = self.status()
        if date := self.date():
            return date, status
        given = self.value("DATE")
        why = _("its date “{date}” is none").format(date=given) if given else _("it has no date")
        if month := mt_values.month_in(path):
            self.warn(_("{why}; the month in its address was taken").format(why=why))
            return month, status
        if kind == "page":
            self.warn(_("{why}; the day of the import was taken").format(why=why))
            return None, status
        self.warn(_("{why}, so it was taken as a draft").format(why=why))
        return None, "draft"

    def status(self) -> mt_values.Status:
        """What STATUS says; an unknown one makes a draft."""
        given = (self.value("STATUS") or "").strip().lower()
        if given not in mt_values.STATUSES:
            self.warn(_("its status “{status}” is not known, so it was taken as a draft").format(status=given))
        return mt_values.STATUSES.get(given, "draft")

    def format(self) -> mt_values.Format:
        """What CONVERT BREAKS says."""
        given = self.value("CONVERT BREAKS")
        name, certain = mt_values.parse_format(given)
        if not certain:
            self.warn(_("its text format “{name}” is not known; only line breaks were kept").format(name=given))
        return name

    def allowed(self) -> mt_values.Allowed:
        """What ALLOW COMMENTS says."""
        given = (self.value("ALLOW COMMENTS") or "").strip()
        if given not in mt_values.ALLOWED:
            self.warn(_("ALLOW COMMENTS “{value}” is not known; it was taken as closed").format(value=given))
        return mt_values.ALLOWED.get(given, "closed")

    def check_characters(self, *texts: str, line: int = 0) -> None:
        """Warn of characters that were lost, or misread, before or while this file was read."""
        foreign = "".join(value for value in texts if not value.isascii())
        if lost := foreign.count("\N{REPLACEMENT CHARACTER}"):
            self.warn(_("{count} characters were lost before or while this was read (U+FFFD)").format(count=lost), line)
        if misread := len(_MISREAD.findall(foreign)):
            self.warn(_("{count} characters look like UTF-8 misread as Latin-1").format(count=misread), line)
