"""How fast an export is imported, and how much memory that takes.

Reading and loading are measured in processes of their own, so that each peak is one's own. The export is made up on
the fly: posts of some kilobytes with some comments each, as weblogs have them."""

import multiprocessing
import os
import resource
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

_WORDS = "the harbour gate was shut before six and ferry waited for tide to turn".split()  # noqa: SIM905


@dataclass(frozen=True)
class Imported:
    """What one step took: megabytes and comments in the export, seconds, megabytes of memory at the most."""

    step: str
    size: int
    comments: int
    seconds: float
    peak: float


def measure(read: int = 500, load: int = 10) -> list[Imported]:
    """Read an export of so many megabytes, then load one of so many."""
    with tempfile.TemporaryDirectory(prefix="tertulia-bench-") as name:
        folder, measured = Path(name), []
        for step, size in (("read", read), ("load", load)):
            comments = write_export(folder / "export.txt", size * 1_000_000)
            measured.append(_alone(step, folder, comments, size))
    return measured


def write_export(path: Path, size: int) -> int:
    """Write an export of about ``size`` bytes; answers how many comments are in it."""
    comments = written = number = 0
    with path.open("w") as file:
        while written < size:
            count = number % 17
            written += file.write(_entry(number, count))
            comments += count
            number += 1
    return comments


def _entry(number: int, comments: int) -> str:
    month, day = number // 28 % 12 + 1, number % 28 + 1
    date = f"{month:02}/{day:02}/{2000 + number // 336 % 25}"
    return (
        f"AUTHOR: Author {number % 5}\nTITLE: Day {number} of the tide\nSTATUS: Publish\nALLOW COMMENTS: 1\n"
        f"CONVERT BREAKS: wysiwyg\nBASENAME: day-{number}\nCATEGORY: Sea {number % 40}\n\n"
        f"UNIQUE URL: https://tide.example/tide/{date[-4:]}/{month:02}/day-{number}.html \nDATE: {date} 10:00:00 AM\n"
        f"-----\nBODY:\n{''.join(f'<p>{_text(number + n, 60)}</p>' + chr(10) for n in range(8))}-----\n"
        "EXTENDED BODY:\n\n-----\nEXCERPT:\n\n-----\nKEYWORDS:\n\n-----\n"
        f"{''.join(_comment(date, number, n) for n in range(comments))}--------\n"
    )


def _comment(date: str, number: int, n: int) -> str:
    return (
        f"COMMENT:\nAUTHOR: Reader {n}\nEMAIL: reader{n}@example.org\nIP: 192.0.2.{n}\nURL: https://r{n}.example\n"
        f"DATE: {date} 11:{n:02}:00 AM\n{_text(number * n, 30)}\n\n> {_text(n, 12)}\n\n{_text(number + n, 40)}\n-----\n"
    )


def _text(seed: int, words: int) -> str:
    return " ".join(_WORDS[(seed * 7 + n * (seed % 11 + 1)) % len(_WORDS)] for n in range(words))


def _alone(step: str, folder: Path, comments: int, size: int) -> Imported:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as alone:
        seconds, peak = alone.submit(_measured, step, folder, comments).result()
    return Imported(step, size, comments, seconds, peak)


def _measured(step: str, folder: Path, comments: int) -> tuple[float, float]:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tertulia.settings"
    os.environ["TERTULIA_DATA"] = str(folder / "data")
    os.environ.pop("DATABASE_URL", None)
    import_module("django").setup()
    before = time.monotonic()
    _STEPS[step](folder, comments)
    return time.monotonic() - before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def _read(folder: Path, comments: int) -> None:
    post = import_module("tertulia.exchange.records").PostRecord
    reader = import_module("tertulia.exchange.readers.mt").MovableTypeReader(folder / "export.txt")
    found = sum(len(record.comments) for record in reader if isinstance(record, post))
    assert found == comments


def _load(folder: Path, comments: int) -> None:
    import_module("django.core.management").call_command("migrate", verbosity=0)
    reader = import_module("tertulia.exchange.readers.mt").MovableTypeReader(folder / "export.txt")
    weblog = import_module("tertulia.weblog.weblog").create_weblog("tide")
    report = import_module("tertulia.exchange.load").load(reader, weblog)
    assert (report.new["comments"], report.lost) == (comments, [])


_STEPS: dict[str, Callable[[Path, int], None]] = {"read": _read, "load": _load}
