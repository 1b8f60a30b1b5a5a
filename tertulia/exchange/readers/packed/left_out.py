"""What was passed over among files, told once for each reason."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tertulia.exchange.readers.packed.names import shown
from tertulia.exchange.records import Note


@dataclass
class LeftOut:
    """Counts by reason."""

    _counts: dict[str, tuple[int, str]] = field(default_factory=dict)

    def add(self, name: str, reason: str) -> None:
        """The file ``name`` was passed over."""
        count, first = self._counts.get(reason, (0, name))
        self._counts[reason] = count + 1, first

    def notes(self) -> Iterator[Note]:
        """What was counted, in the order in which it was met."""
        for reason, (count, first) in self._counts.items():
            if count == 1:
                yield Note(_("{file}: {reason}.").format(file=shown(first), reason=reason))
            else:
                text = _("{count} files, the first of them {file}: {reason}.")
                yield Note(text.format(count=count, file=shown(first), reason=reason))
