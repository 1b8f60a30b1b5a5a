"""Where there is a second core: a process beside the load that reads the file ahead of it, renders its texts and finds
the quotes in them.

It is forked from it and asks no database. It goes on while the load writes, but is never more than some parts ahead; it
ends with whoever started it, however that ends."""

import multiprocessing
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout, suppress
from functools import partial
from typing import Any, NoReturn

from django.db import connection
from django.utils.translation import gettext as _

from tertulia.exchange.readers.packed.spool import roomy
from tertulia.exchange.records import BrokenExport, LooseComments, PostRecord, Reader, Record
from tertulia.exchange.rendered import DerivedAhead, Part, derive
from tertulia.lib.collecting import seldom_collected
from tertulia.lib.derived import AT_ONCE, Deriving
from tertulia.lib.handed_files import Handing, Taking
from tertulia.weblog.search import keeps_vectors

# Of less there is little to be read while something is written.
_SMALL = 1_500_000
# Their records are plain values, which can be sent to another process.
_FORMATS = frozenset({"mt", "wxr", "disqus", "isso", "remark42"})
_AT_ONCE, _TEXT_AT_ONCE = 200, 300_000


@contextmanager
def read_ahead(reader: Reader, language: str) -> Iterator[tuple[Reader, Deriving]]:
    """The records of ``reader``, read ahead if that is worth while, and what derives HTML of the texts among them for a
    weblog in ``language``. Its first reading (``survey``) is best done within, as this goes on meanwhile."""
    if reader.size < _SMALL or reader.format not in _FORMATS or len(os.sched_getaffinity(0)) < 2:
        yield reader, AT_ONCE
        return
    ahead = Ahead(reader, language)
    try:
        yield ahead, ahead.derived
    finally:
        ahead.close()


class Ahead:
    """A reader of the same records as ``reader``, in their order, which another process reads; ``derived`` is what it
    has derived of them. Errors come from where they happened; ChildProcessError if that process is
    ended by somebody else."""

    def __init__(self, reader: Reader, language: str) -> None:
        self._reader, self._language = reader, language
        self.format, self.size, self.position = reader.format, reader.size, 0
        self.derived = DerivedAhead()
        self._process: _Process | None = self._asked()

    def prepare(self) -> Iterator[None]:
        """As the reader does."""
        return self._reader.prepare()

    def __iter__(self) -> Iterator[Record]:
        # Whoever stops in the middle leaves a process that goes on, and cannot be asked anything else.
        process, self._process = self._process or self._asked(), None
        try:
            while (records := self._received(process)) is not None:
                yield from records
        finally:
            process.end()

    def close(self) -> None:
        """End the process."""
        if self._process:
            self._process.end()
            self._process = None

    def _asked(self) -> "_Process":
        return _Process(self._reader, self._language)

    def _received(self, process: "_Process") -> list[Record] | None:
        records, part, self.position, error = process.received()
        if error:
            raise error
        self.derived.keep(part)
        found: list[Record] | None = records
        return found


class _Process:
    # One that reads once. It is forked, which takes nothing against starting the program; its answers are files.
    def __init__(self, reader: Reader, of_weblog: str) -> None:
        self._answers = Taking()
        arguments = (self._answers, reader, of_weblog)
        self._process = multiprocessing.get_context("fork").Process(target=_serve, args=arguments, daemon=True)
        self._process.start()
        self._answers.started()

    def received(self) -> Any:
        file = self._answers.take()
        if file is None:
            self._process.join()
            reason = _("the process that reads the file was ended (code {code}); run it again to go on")
            raise ChildProcessError(reason.format(code=self._process.exitcode))
        with file:
            return pickle.load(file)  # noqa: S301 - of nobody but ourselves

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._answers.close()


def _serve(answers: Taking, reader: Reader, of_weblog: str) -> None:
    # The process's own work, in a group of its own, as Ctrl-C is for whoever started it.
    os.setpgid(0, 0)
    derived = partial(derive, language=of_weblog, has_vectors=keeps_vectors())
    # What anything prints is no output of who started it; and if nobody is there any more, what waits to be sent is of
    # no use.
    with (
        suppress(ConnectionError),
        redirect_stdout(sys.stderr),
        connection.execute_wrapper(_refuse),
        seldom_collected(),
    ):
        _send(reader, derived, answers.handing())


def _refuse(*_statement: Any) -> NoReturn:
    # The connection is that of who started it, whose answers it would take.
    raise RuntimeError("what reads ahead asks no database")


def _send(reader: Reader, derived: Callable[[Sequence[Record]], tuple[Part, list[Record]]], answers: Handing) -> None:
    def send(records: Sequence[Record] | None, error: Exception | None = None) -> None:
        part, found = derived(records or ())
        with tempfile.TemporaryFile(dir=roomy()) as file:
            answer = (None if records is None else found, part, reader.position, error)
            pickle.dump(answer, file, pickle.HIGHEST_PROTOCOL)
            answers.hand(file)

    try:
        for records in _parts(reader):
            send(records)
    except ConnectionError:
        raise
    except (BrokenExport, OSError) as error:
        send(None, error)
    except Exception as error:  # noqa: BLE001 - whatever it was: whoever asked is told
        send(None, RuntimeError(repr(error)))
    else:
        send(None)


def _parts(reader: Reader) -> Iterator[list[Record]]:
    part: list[Record] = []
    length = 0
    for record in reader:
        part.append(record)
        length += _length(record)
        if len(part) >= _AT_ONCE or length >= _TEXT_AT_ONCE:
            yield part
            part, length = [], 0
    yield part


def _length(record: Record) -> int:
    texts = [record.body, record.extended] if isinstance(record, PostRecord) else []
    comments = record.comments if isinstance(record, PostRecord | LooseComments) else ()
    return sum(map(len, texts)) + sum(len(comment.text) for comment in comments)
