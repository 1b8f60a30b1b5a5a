"""Which encoding a text export is in: judged for the file, then for each entry, as one file may hold several.

Exports were written by servers of two decades: UTF-8, Windows-1252 (called Latin-1), in Japan EUC-JP and Shift_JIS;
UTF-16 comes from editors on Windows and says so by its first bytes."""

import codecs
import gzip
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from django.utils.translation import gettext as _

from tertulia.exchange.records import BrokenExport

_SAMPLE = 4 << 20
_WIDE = {codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_GZIP = b"\x1f\x8b"
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_JAPANESE = re.compile("[\u3001-\u30ff\u4e00-\u9fff\uff01-\uff5e]")


def _windows_table() -> dict[int, str]:
    table = {}
    for byte in range(0x80, 0xA0):
        try:
            table[byte] = bytes([byte]).decode("cp1252")
        except UnicodeDecodeError:  # five bytes mean nothing in Windows-1252; they stay what they are in Latin-1
            continue
    return table


_WINDOWS = _windows_table()


@dataclass(frozen=True)
class Encoding:
    """How a file is read. Unless ``wide``, lines come as Latin-1 (one character a byte: no separator of the format
    can be part of another character in any encoding named here) and each entry's text is decoded by ``decoder``."""

    guess: str = "utf-8"
    wide: bool = False
    packed: bool = False


def sniff(path: Path) -> Encoding:
    """Judge a file by its first megabytes. Raises BrokenExport for one that is no text."""
    with path.open("rb") as file:
        packed = file.read(2) == _GZIP
        file.seek(0)
        source = gzip.GzipFile(fileobj=file) if packed else file
        sample = source.read(_SAMPLE)
    if name := wide_name(sample):
        return Encoding(name, wide=True, packed=packed)
    if b"\0" in sample:
        raise BrokenExport(_("line 1: this is no Movable Type export, as it is not even text."))
    return Encoding(_guess_file(sample), packed=packed)


def wide_name(head: bytes) -> str:
    """The encoding of several bytes a letter in which a file that begins so says to be; else empty."""
    return next((name for mark, name in _WIDE.items() if head.startswith(mark)), "")


def open_lines(file: BinaryIO, encoding: Encoding) -> TextIO:
    """The file as text with every kind of line end made one."""
    source = cast(BinaryIO, gzip.GzipFile(fileobj=file)) if encoding.packed else file
    name = encoding.guess if encoding.wide else "latin-1"
    return io.TextIOWrapper(source, encoding=name, errors="replace", newline=None)


def decoder(pieces: list[str], encoding: Encoding) -> tuple[Callable[[str], str], str]:
    """What turns the raw lines of one entry (``pieces``) into text, and a warning if that took guessing, else ""."""
    if encoding.wide or all(piece.isascii() for piece in pieces):
        return _same, ""
    raw = [line for piece in pieces if not piece.isascii() for line in piece.split("\n") if not line.isascii()]
    utf8 = sum(_is_utf8(line) for line in raw)
    if utf8 == len(raw):
        return _plain("utf-8"), ""
    if encoding.guess != "utf-8" and (named := _strict(raw, encoding.guess)):
        return named, ""
    if utf8:
        return _utf8_by_line, _("some of its lines are not UTF-8; they were read as Windows-1252")
    name = guess_legacy("\n".join(raw).encode("latin-1"))
    warning = _("it is not UTF-8; it was read as {encoding}").format(encoding=name)
    return _named(name), "" if encoding.guess == name else warning


def guess_legacy(data: bytes) -> str:
    """``euc_jp`` or ``cp932`` (Shift_JIS) if the bytes make Japanese in it, else ``cp1252``."""
    scores = {name: _japanese(data, name) for name in ("euc_jp", "cp932")}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > 0.5 else "cp1252"


def _japanese(data: bytes, name: str) -> float:
    # The share of Japanese characters among all that are not ASCII; without kana it is no Japanese sentence.
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return 0.0
    foreign = [c for c in text if not c.isascii()]
    if not foreign or not _KANA.search(text):
        return 0.0
    return len(_JAPANESE.findall(text)) / len(foreign)


def _guess_file(sample: bytes) -> str:
    lines = [line.decode("latin-1") for line in sample.splitlines() if not line.isascii()]
    others = [line for line in lines if not _is_utf8(line)]
    if len(others) <= len(lines) / 2:
        return "utf-8"
    return guess_legacy("\n".join(others).encode("latin-1"))


def _is_utf8(raw: str) -> bool:
    try:
        raw.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _strict(raw: list[str], name: str) -> Callable[[str], str] | None:
    if name != "cp1252":
        try:
            "\n".join(raw).encode("latin-1").decode(name)
        except UnicodeDecodeError:
            return None
    return _named(name)


def _named(name: str) -> Callable[[str], str]:
    return windows_1252 if name == "cp1252" else _plain(name)


def _plain(name: str) -> Callable[[str], str]:
    return lambda raw: raw if raw.isascii() else raw.encode("latin-1").decode(name, errors="replace")


def _same(raw: str) -> str:
    return raw


def windows_1252(raw: str) -> str:
    """Text of Windows-1252 that was read as Latin-1."""
    return raw.translate(_WINDOWS)


def _utf8_by_line(raw: str) -> str:
    utf8 = _plain("utf-8")
    return "\n".join(utf8(line) if _is_utf8(line) else windows_1252(line) for line in raw.split("\n"))
