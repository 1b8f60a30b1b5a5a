"""Records as lines of JSON, and back."""

import json
from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _

from tertulia.exchange.archive.kind import Kind, Record
from tertulia.exchange.records import BrokenExport

# Longer than any post may be, with its HTML.
LONGEST = 128 * 1024 * 1024
_ENCODER = json.JSONEncoder(ensure_ascii=False)
# Ends of lines for some programs, in the middle of a text.
_LINE_ENDS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def line_of(record: Record) -> bytes:
    """One record as its line."""
    line = _ENCODER.encode(record)
    for end, escaped in _LINE_ENDS.items():
        if end in line:
            line = line.replace(end, escaped)
    return line.encode() + b"\n"


def records_in(kind: Kind, file: IO[bytes]) -> Iterator[Record]:
    """The records of a file, each as it must be. Raises BrokenExport, which names the line."""
    number = 0
    while line := file.readline(LONGEST + 1):
        number += 1
        if len(line) > LONGEST:
            raise broken(kind, number, _("is longer than any record may be"))
        if kind.most and number > kind.most:
            raise broken(kind, number, _("is one too many"))
        yield _record(kind, number, line)


def broken(kind: Kind, number: int, why: str) -> BrokenExport:
    """The error that says what is wrong with the record on that line."""
    return BrokenExport(f"{kind.file}, line {number}: {why}.")


def _record(kind: Kind, number: int, line: bytes) -> Record:
    try:
        record = json.loads(line)
        problem = kind.problem(record)
    except (ValueError, RecursionError) as error:
        raise broken(kind, number, _("is no JSON that can be read")) from error
    if problem:
        raise broken(kind, number, problem)
    found: Record = record
    return found
