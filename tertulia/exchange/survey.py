"""The first pass over an export: is it whole, and what in it appears twice? Nothing is written before it is over."""

from array import array
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import datetime

from tertulia.exchange.identity import key_of_path, names_of, number_of, paths_of, ways_of
from tertulia.exchange.records import Heading, LooseComments, PostRecord, Reader, Record, glanced
from tertulia.lib.collecting import seldom_collected
from tertulia.lib.numbers import repeated

_EPOCH = datetime(1, 1, 1)  # noqa: DTZ001


@dataclass(frozen=True)
class Survey:
    """``repeated`` are the numbers of keys and addresses that more than one record has. ``has_loose`` says that there
    are comments without their post, ``dated`` holds those of the dates they name that a post of the file has, and
    ``placed`` the numbers of the addresses they name that one has; ``has_posts`` says whether there is any."""

    repeated: frozenset[int]
    has_loose: bool
    dated: frozenset[datetime]
    placed: frozenset[int] = frozenset()
    has_posts: bool = True

    def is_repeated(self, key: str) -> bool:
        """Whether another record has this key too."""
        return bool(self.repeated) and number_of(key) in self.repeated


def survey(reader: Reader) -> Survey:
    """Read the whole file once. Raises BrokenExport."""
    steps = survey_steps(reader)
    with seldom_collected():
        while True:
            try:
                next(steps)
            except StopIteration as end:
                found: Survey = end.value
                return found


def survey_steps(reader: Reader) -> Generator[None, None, Survey]:
    """The same, a record at each step."""
    numbers, paths, asked, dates = array("Q"), array("Q"), array("Q"), array("d")
    loose: list[datetime | None] = []
    yield from reader.prepare()
    for record in glanced(reader):
        if isinstance(record, PostRecord | Heading):
            numbers.extend(number_of(name) for name in names_of(record))
        if isinstance(record, PostRecord):
            dates.append(_seconds(record.date))
            paths.extend(number_of(key_of_path(path)) for path in paths_of(record))
        elif isinstance(record, LooseComments):
            loose.append(record.date)
            asked.extend(number_of(key_of_path(path)) for path in ways_of(record))
        yield
    of_posts = {*dates} if loose else set()
    dated = frozenset(date for date in loose if date and _seconds(date) in of_posts)
    placed = frozenset(asked).intersection(paths)
    return Survey(repeated(numbers), bool(loose), dated, placed, bool(dates))


def in_order(reader: Reader, known: Survey) -> Iterator[Record]:
    """All records, posts first; then comments without their post, which may stand before it in the file."""
    if not known.has_posts:
        yield from reader
        return
    for record in reader:
        if not isinstance(record, LooseComments):
            yield record
    if known.has_loose:
        yield from (record for record in reader if isinstance(record, LooseComments))


def _seconds(date: datetime | None) -> float:
    # Comments without their post come with local times only.
    return (date - _EPOCH).total_seconds() if date and date.tzinfo is None else -1.0
