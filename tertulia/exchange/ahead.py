"""Where there is a second core: a process beside the load that reads the file ahead of it and renders its texts.

It is this program once more and knows no database. It goes on while the load writes, but is never more than some parts
ahead; it ends with whoever started it, however that ends."""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from queue import Queue
from threading import Thread
from typing import Any, BinaryIO

from django.utils import translation
from django.utils.translation import gettext as _

from tertulia.exchange.records import BrokenExport, LooseComments, PostRecord, Reader, Record
from tertulia.exchange.rendered import DerivedAhead, derive
from tertulia.lib.collecting import seldom_collected
from tertulia.lib.derived import AT_ONCE, Deriving

# Starting a process takes as long as loading some megabytes.
_SMALL = 3_000_000
# Their records are plain values, which can be sent to another process.
_FORMATS = frozenset({"mt", "wxr", "disqus", "isso", "remark42"})
_AT_ONCE, _TEXT_AT_ONCE = 200, 300_000
# Of some megabytes each: memory is scarcer than time.
_PARTS_AHEAD = 2
_PROGRAM = "import django; django.setup(); from tertulia.exchange.ahead import serve; serve()"


@contextmanager
def read_ahead(reader: Reader, language: str) -> Iterator[tuple[Reader, Deriving]]:
    """The records of ``reader``, read ahead if that is worth while, and what derives HTML of the texts among them for a
    weblog in ``language``. Its first reading (``survey``) is best done within, as the process needs some time to
    begin."""
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
        self._reader, self._language, self._process = reader, language, _start()
        self.format, self.size, self.position = reader.format, reader.size, 0
        self.derived = DerivedAhead()

    def prepare(self) -> Iterator[None]:
        """As the reader does."""
        return self._reader.prepare()

    def __iter__(self) -> Iterator[Record]:
        # Whoever stops in the middle leaves a process that goes on, and cannot be asked anything else.
        process, self._process = self._process or _start(), None
        try:
            self._ask(process)
            while (records := self._received(process)) is not None:
                yield from records
            self._process, process = process, None
        finally:
            _end(process)

    def close(self) -> None:
        """End the process."""
        _end(self._process)
        self._process = None

    def _ask(self, process: Any) -> None:
        with suppress(BrokenPipeError):  # told when nothing comes back
            pickle.dump((self._reader, translation.get_language(), self._language), process.stdin)
            process.stdin.flush()

    def _received(self, process: Any) -> list[Record] | None:
        try:
            records, part, self.position, error = pickle.load(process.stdout)  # noqa: S301 - of nobody but ourselves
        except (EOFError, pickle.UnpicklingError):
            reason = _("the process that reads the file was ended (code {code}); run it again to go on")
            raise ChildProcessError(reason.format(code=process.wait())) from None
        if error:
            raise error
        self.derived.keep(part)
        found: list[Record] | None = records
        return found


def _start() -> Any:
    command = [sys.executable, "-c", _PROGRAM]
    # In a group of its own, as Ctrl-C is for whoever started it.
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0)  # noqa: S603


def _end(process: Any) -> None:
    if process:
        process.kill()
        process.wait()
        process.stdout.close()
        with suppress(BrokenPipeError):  # what was not sent is of no use to anybody
            process.stdin.close()


def serve() -> None:
    """The process's own work: read what it is told to, send the records; as often as it is asked."""
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What anything prints must not get among the records.
    os.dup2(2, 1)
    ready: Queue[bytes] = Queue(_PARTS_AHEAD)
    Thread(target=_hand_out, args=(ready, answers), daemon=True).start()
    try:
        while True:
            reader, language, of_weblog = pickle.load(asked)  # noqa: S301 - of nobody but ourselves
            with translation.override(language), seldom_collected():
                _send(reader, of_weblog, ready)
    except EOFError:
        _leave()


def _hand_out(ready: "Queue[bytes]", answers: BinaryIO) -> None:
    # A pipe holds less than a part, so this waits where the other work need not.
    try:
        while True:
            answers.write(ready.get())
            answers.flush()
    except BrokenPipeError:
        _leave()


def _leave() -> None:
    # Nobody is there any more, and what waits to be sent is of no use.
    os._exit(0)


def _send(reader: Reader, language: str, ready: "Queue[bytes]") -> None:
    def send(records: Sequence[Record] | None, error: Exception | None = None) -> None:
        part = derive(records or (), language)
        ready.put(pickle.dumps((records, part, reader.position, error), pickle.HIGHEST_PROTOCOL))

    try:
        for records in _parts(reader):
            send(records)
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
