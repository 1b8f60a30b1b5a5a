"""How fast an export is imported, and how much memory it takes: ``python -m bench.importing [--read MB] [--load MB]``.

Reading and loading are measured in processes of their own, so that each peak is one's own. The export is made up on
the fly: posts of some kilobytes with some comments each, as weblogs have them."""

import argparse
import multiprocessing
import os
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

_WORDS = (
    "the",
    "harbour",
    "gate",
    "was",
    "shut",
    "before",
    "six",
    "and",
    "ferry",
    "waited",
    "for",
    "tide",
    "to",
    "turn",
)


def main() -> None:
    """Print both measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--read", type=int, default=500, metavar="MB", help="size of the export that is only read")
    parser.add_argument("--load", type=int, default=10, metavar="MB", help="size of the export that is loaded")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for verb, size in ((_read, options.read), (_load, options.load)):
            comments = write_export(folder / "export.txt", size * 1_000_000)
            _alone(verb, folder, comments, size)


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


def _alone(verb: Callable[[Path, int], str], folder: Path, comments: int, size: int) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_measured, args=(verb, folder, comments, size))
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(process.exitcode)


def _measured(verb: Callable[[Path, int], str], folder: Path, comments: int, size: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tertulia.settings"
    os.environ["TERTULIA_DATA"] = str(folder / "data")
    os.environ.pop("DATABASE_URL", None)
    django = __import__("django")
    django.setup()
    before = time.monotonic()
    said = verb(folder, comments)
    seconds = time.monotonic() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rate = comments / seconds
    print(f"{said} {size} MB, {comments:,} comments: {seconds:.1f} s, {rate:,.0f} comments/s, peak {peak:.0f} MB")


def _read(folder: Path, comments: int) -> str:
    from tertulia.exchange.readers.mt import MovableTypeReader  # noqa: PLC0415 - needs Django's settings
    from tertulia.exchange.records import PostRecord  # noqa: PLC0415

    reader = MovableTypeReader(folder / "export.txt")
    found = sum(len(record.comments) for record in reader if isinstance(record, PostRecord))
    assert found == comments
    return "read"


def _load(folder: Path, comments: int) -> str:
    from django.core.management import call_command  # noqa: PLC0415 - needs Django's settings

    from tertulia.exchange.load import load  # noqa: PLC0415
    from tertulia.exchange.readers.mt import MovableTypeReader  # noqa: PLC0415
    from tertulia.weblog.weblog import create_weblog  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    report = load(MovableTypeReader(folder / "export.txt"), create_weblog("tide"))
    assert (report.new["comments"], report.lost) == (comments, [])
    return "loaded"


if __name__ == "__main__":
    main()
