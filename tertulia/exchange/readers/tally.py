"""What a reader met again and again: told once for each kind, with how often and where first."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tertulia.exchange.records import Note

# A file may hold any number of kinds; nobody reads more.
_MOST_KINDS = 500


@dataclass
class Tally:
    """Counts by sentence."""

    _counts: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, sentence: str, line: int, count: int = 1) -> None:
        """Count something of the kind that ``sentence`` tells about, met at ``line``."""
        known, first = self._counts.get(sentence, (0, line))
        if known or len(self._counts) < _MOST_KINDS:
            self._counts[sentence] = known + count, first

    def notes(self) -> Iterator[Note]:
        """What was counted, in the order in which it was met."""
        for sentence, (count, line) in self._counts.items():
            if count == 1:
                yield Note(_("line {line}: {sentence}.").format(line=line, sentence=sentence))
            else:
                text = _("{count} times, first at line {line}: {sentence}.")
                yield Note(text.format(count=count, line=line, sentence=sentence))
