"""Load an export into a weblog: in batches, one transaction each. What is there already stays as it is."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import tzinfo

from django.contrib.auth.models import User
from django.db import transaction

from tertulia.exchange import hosts
from tertulia.exchange.identity import key_of
from tertulia.exchange.media import PlannedFile
from tertulia.exchange.plan import Planner
from tertulia.exchange.planned import Planned, PlannedHeading
from tertulia.exchange.records import (
    ClaimRecord,
    Heading,
    LooseComments,
    MediaRecord,
    Note,
    PostRecord,
    Reader,
    Record,
    Unreadable,
)
from tertulia.exchange.report import Report
from tertulia.exchange.settle import settle
from tertulia.exchange.survey import Survey, in_order, survey
from tertulia.exchange.write import Writer
from tertulia.lib.collecting import seldom_collected
from tertulia.lib.derived import AT_ONCE, Deriving
from tertulia.lib.much_written import much_written
from tertulia.weblog.weblog import Weblog

# So much that a batch costs few queries, so little that whoever comments meanwhile hardly waits.
MOST_POSTS, MOST_COMMENTS, MOST_TEXT, MOST_RECORDS = 125, 1000, 2_000_000, 500
# Pictures take longest of all.
MOST_FILES = 8

# Called in the transaction of each batch with the number of records that are done.
Keep = Callable[[int], None]
Write = Callable[[Sequence[PlannedHeading], Sequence[Planned], Sequence[PlannedFile], Sequence[ClaimRecord]], None]


def load(
    reader: Reader,
    weblog: Weblog,
    *,
    zone: tzinfo | None = None,
    actor: User | None = None,
    found: Survey | None = None,
    deriving: Deriving = AT_ONCE,
    keeps_files: bool = True,
) -> Report:
    """Read the file once to see that it is whole, then import it. Dates are read in ``zone``, else the weblog's.
    ``found`` is the outcome of that first reading, if it was done already; ``deriving`` knows what was derived already.
    Without ``keeps_files`` pictures and other files are only looked at.

    Raises BrokenExport before anything is written. A load that was killed is finished by running it again."""
    report = Report(reader.format, weblog.slug)
    found = found or survey(reader)
    steps = load_steps(
        reader, weblog, report, found, zone=zone, actor=actor, deriving=deriving, keeps_files=keeps_files
    )
    with seldom_collected(), much_written():
        for _done in steps:
            pass
    return report


def load_steps(
    reader: Reader,
    weblog: Weblog,
    report: Report,
    found: Survey,
    *,
    zone: tzinfo | None = None,
    actor: User | None = None,
    deriving: Deriving = AT_ONCE,
    done: int = 0,
    keep: Keep = lambda done: None,
    keeps_files: bool = True,
) -> Generator[int, None, None]:
    """The same, a batch at each step; answers how many records are done. ``keep`` writes that down, and the report as
    it is by then, in the batch's transaction; with both the load goes on later where it was (``done``)."""
    planner = Planner(weblog, report, found, zone or weblog.zone)
    writer = Writer(planner, weblog, actor, deriving)
    yield from walk(reader, planner, done=done, write=writer.write, keep=keep, keeps_files=keeps_files)
    yield from settle(weblog, done)
    with transaction.atomic():
        writer.log()


def walk(
    reader: Reader,
    planner: Planner,
    *,
    done: int = 0,
    write: Write | None = None,
    keep: Keep = lambda done: None,
    keeps_files: bool = False,
) -> Generator[int, None, None]:
    """Plan the records batch by batch and hand the plans to ``write``; without it nothing is written."""
    records = in_order(reader, planner.found)
    for _index in range(done):
        record = next(records)
        planner.skip(record)
    for batch in _batches(records, planner.found):
        done += len(batch)
        hosts.learn(planner.place.hosts, batch)
        files = planner.media.plan(batch, keeps=keeps_files)
        unit: AbstractContextManager[object] = transaction.atomic() if write else nullcontext()
        with unit:
            _handle(batch, files, planner, write)
            keep(done)
        yield done


def _handle(batch: Sequence[Record], files: Sequence[PlannedFile], planner: Planner, write: Write | None) -> None:
    headings = planner.plan_headings([record for record in batch if isinstance(record, Heading)])
    planned = planner.plan([record for record in batch if isinstance(record, PostRecord)])
    planned += planner.plan_loose([record for record in batch if isinstance(record, LooseComments)])
    for record in batch:
        _tell(record, planner.report)
    if write:
        write(headings, planned, files, [record for record in batch if isinstance(record, ClaimRecord)])


def _tell(record: Record, report: Report) -> None:
    if isinstance(record, Unreadable):
        report.lose(record.what, record.where, record.why)
    elif isinstance(record, Note):
        report.warn(record.sentence)


def _batches(records: Iterator[Record], found: Survey) -> Iterator[list[Record]]:
    batch: list[Record] = []
    posts = comments = length = files = 0
    for record in records:
        # What may refer to an earlier record of the file must find that one in the database.
        if isinstance(record, LooseComments):
            alone = bool(batch) and not isinstance(batch[-1], LooseComments)
        else:
            alone = isinstance(record, PostRecord) and bool(found.repeated) and found.is_repeated(key_of(record))
        full = posts >= MOST_POSTS or comments >= MOST_COMMENTS or length >= MOST_TEXT or len(batch) >= MOST_RECORDS
        full = full or files >= MOST_FILES
        if batch and (alone or full):
            yield batch
            batch, posts, comments, length, files = [], 0, 0, 0, 0
        batch.append(record)
        files += isinstance(record, MediaRecord) and record.open is not None
        if isinstance(record, PostRecord | LooseComments):
            posts += 1
            comments += len(record.comments)
            length += _length(record)
    if batch:
        yield batch


def _length(record: PostRecord | LooseComments) -> int:
    said = sum(len(comment.text) for comment in record.comments)
    return said + len(record.body) + len(record.extended) if isinstance(record, PostRecord) else said
