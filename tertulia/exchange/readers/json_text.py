"""JSON of any size, a value at a time, in bounded memory; and JSON that is meant to do harm.

Values are decoded by the standard library as they come; only what stands around them (lists and objects that are too
large to hold) is walked through here."""

import codecs
import gzip
import json
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.utils.translation import gettext as _

from tertulia.exchange.records import BrokenExport

# What one value may take: many small ones in it take twenty times the memory of their text.
MOST_CHARACTERS = 6_000_000
_PIECE = 1 << 18
_GZIP = b"\x1f\x8b"
# Text is never packed tighter than that.
TIGHTEST = 200
# A name or an escape sequence may be cut off at the end of what was read.
_LONGEST_CUT = 30
_SPACE = re.compile(r"[ \t\r\n\ufeff]*")


class JsonText:
    """The text of one file, plain or packed with gzip, from where it is read on. ``line`` is where the next value
    begins; ``position`` is how many bytes of the file were read."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file, self._source = file, unpacked(file)
        self._decode = codecs.getincrementaldecoder("utf-8-sig")("replace").decode
        self._scan = json.JSONDecoder().raw_decode
        self._text, self._at, self._counted = "", 0, 0
        self._room = size * TIGHTEST + _PIECE
        self._is_over = False
        self.line, self.position = 1, 0

    def peek(self) -> str:
        """The next character that is no space; empty at the end of the file."""
        while True:
            self._at = cast(re.Match[str], _SPACE.match(self._text, self._at)).end()
            if self._at < len(self._text) or not self._more():
                self._count()
                return self._text[self._at : self._at + 1]

    def take(self, wanted: str) -> None:
        """Go past a character that must come next."""
        if self.peek() != wanted:
            raise self.broken(_("“{wanted}” should stand here").format(wanted=wanted))
        self._at += 1

    def value(self) -> Any:
        """The next value, whole."""
        if not self.peek():
            raise self.broken(_("the file ends in the middle, it was not exported or copied to its end"))
        while True:
            try:
                value, end = self._scan(self._text, self._at)
            except (ValueError, RecursionError) as error:
                if not self._may_go_on(error) or not self._more(len(self._text) - self._at):
                    raise self._explained(error) from error
                continue
            # A number may go on in the next piece.
            if end < len(self._text) or not self._more():
                self._at = end
                return value

    def items(self) -> Iterator[None]:
        """A step for each item of the list that begins here; what it is must be read at that step."""
        yield from self._within("[", "]")

    def members(self) -> Iterator[str]:
        """The name of each member of the object that begins here; its value must be read at that step."""
        for _step in self._within("{", "}"):
            name = self.value()
            if not isinstance(name, str):
                raise self.broken(_("the name of a member should stand here"))
            self.take(":")
            yield name

    def broken(self, reason: str) -> BrokenExport:
        """What to raise, with the line."""
        return BrokenExport(_("line {number}: {reason}.").format(number=self.line, reason=reason))

    def _within(self, begin: str, end: str) -> Iterator[None]:
        self.take(begin)
        is_first = True
        while self.peek() != end:
            if not is_first:
                self.take(",")
            is_first = False
            yield
        self.take(end)

    def _more(self, length: int = 0) -> bool:
        # As much as there is already, so that a long value is not scanned very often.
        if self._is_over:
            return False
        data = self._source.read(min(max(_PIECE, length), max(_PIECE, MOST_CHARACTERS - length)))
        self._room -= len(data)
        if self._room < 0:
            raise self.broken(_("the file is packed so tightly that it can hold no texts of people"))
        self._count()
        self._is_over = not data
        self._text = self._text[self._at :] + self._decode(data, self._is_over)
        self._at = self._counted = 0
        self.position = self._file.tell()
        return True

    def _count(self) -> None:
        self.line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at

    def _may_go_on(self, error: Exception) -> bool:
        # Whether it is only that the value does not end in what was read so far.
        if not isinstance(error, json.JSONDecodeError):
            return False
        if len(self._text) - self._at > MOST_CHARACTERS:
            raise self.broken(_("a value begins here that is larger than any of a weblog")) from error
        return self._is_at_end(error, _LONGEST_CUT)

    def _is_at_end(self, error: json.JSONDecodeError, margin: int) -> bool:
        return error.pos >= len(self._text.rstrip()) - margin or error.msg.startswith("Unterminated string")

    def _explained(self, error: Exception) -> BrokenExport:
        if isinstance(error, RecursionError):
            return self.broken(_("lists and objects are nested deeper than in any export"))
        if not isinstance(error, json.JSONDecodeError):
            return self.broken(_("a number stands here that is longer than any"))
        self.line += error.lineno - 1 - self._text.count("\n", 0, self._at)
        if self._is_at_end(error, len("fals")):
            return self.broken(_("the file ends in the middle, it was not exported or copied to its end"))
        return self.broken(_("this is no well-formed JSON, {error}").format(error=error.msg.lower()))


@contextmanager
def opened(path: Path) -> Iterator[JsonText]:
    """The text of a file. Raises BrokenExport for what cannot be read to its end."""
    with path.open("rb") as file:
        source = JsonText(file, path.stat().st_size)
        try:
            yield source
        except EOFError as error:
            raise source.broken(_("the file ends in the middle, it was not exported or copied to its end")) from error
        except (zlib.error, OSError) as error:
            raise source.broken(_("the file cannot be read beyond this line: {error}").format(error=error)) from error


def unpacked(file: BinaryIO) -> BinaryIO:
    """What is in a file that is packed with gzip; the file itself if it is not."""
    packed = file.read(2) == _GZIP
    file.seek(0)
    return cast(BinaryIO, gzip.GzipFile(fileobj=file)) if packed else file
