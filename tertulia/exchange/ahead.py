"""Where there is a second core: a process beside the load that reads the file ahead of it and renders its comments.

It is this program once more and knows no database. Pipes hold little, so that it is never far ahead; it ends with
whoever started it, however that ends."""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO

from django.utils import translation
from django.utils.translation import gettext as _

from tertulia.exchange.records import BrokenExport, CommentRecord, LooseComments, PostRecord, Reader, Record
from tertulia.exchange.rendered import Html, Rendered, text_of
from tertulia.lib.markup import comment_html

# Starting a process takes as long as loading some megabytes.
_SMALL = 3_000_000
# Their records are plain values, which can be sent to another process.
_FORMATS = frozenset({"mt", "wxr"})
_AT_ONCE, _TEXT_AT_ONCE = 200, 300_000
_PROGRAM = "import django; django.setup(); from tertulia.exchange.ahead import serve; serve()"


@contextmanager
def read_ahead(reader: Reader) -> Iterator[tuple[Reader, Html]]:
    """The records of ``reader``, read ahead if that is worth while, and what makes HTML of the comments among them. Its
    first reading (``survey``) is best done within, as the process needs some time to begin."""
    if reader.size < _SMALL or reader.format not in _FORMATS or len(os.sched_getaffinity(0)) < 2:
        yield reader, comment_html
        return
    ahead = Ahead(reader)
    try:
        yield ahead, ahead.rendered
    finally:
        ahead.close()


class Ahead:
    """A reader of the same records as ``reader``, in their order, which another process reads. ``rendered`` answers
    the HTML of their comments' texts. Errors come from where they happened; ChildProcessError if that process is
    ended by somebody else."""

    def __init__(self, reader: Reader) -> None:
        self._reader, self._process = reader, _start()
        self.format, self.size, self.position = reader.format, reader.size, 0
        self.rendered = Rendered()

    def prepare(self) -> Iterator[None]:
        """As the reader does."""
        return self._reader.prepare()

    def __iter__(self) -> Iterator[Record]:
        if self._process is None:
            self._process = _start()
        # Whoever stops in the middle leaves a process that goes on, and cannot be asked anything else.
        process, self._process = self._process, None
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
            pickle.dump((self._reader, translation.get_language()), process.stdin)
            process.stdin.flush()

    def _received(self, process: Any) -> list[Record] | None:
        try:
            records, html, self.position, error = pickle.load(process.stdout)  # noqa: S301 - of nobody but ourselves
        except (EOFError, pickle.UnpicklingError):
            reason = _("the process that reads the file was ended (code {code}); run it again to go on")
            raise ChildProcessError(reason.format(code=process.wait())) from None
        if error:
            raise error
        self.rendered.keep(html)
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
    try:
        while True:
            reader, language = pickle.load(asked)  # noqa: S301 - of nobody but ourselves
            with translation.override(language):
                _send(reader, answers)
    except (EOFError, BrokenPipeError):
        # Nobody is there any more, and what waits to be sent is of no use.
        os._exit(0)


def _send(reader: Reader, answers: BinaryIO) -> None:
    def send(records: Sequence[Record] | None, error: Exception | None = None) -> None:
        html = {text: comment_html(text) for text in _texts(records or ())}
        pickle.dump((records, html, reader.position, error), answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()

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
        length += sum(len(comment.text) for comment in _comments(record))
        if len(part) >= _AT_ONCE or length >= _TEXT_AT_ONCE:
            yield part
            part, length = [], 0
    yield part


def _texts(records: Sequence[Record]) -> Iterator[str]:
    return (text_of(comment) for record in records for comment in _comments(record))


def _comments(record: Record) -> Sequence[CommentRecord]:
    return record.comments if isinstance(record, PostRecord | LooseComments) else ()
