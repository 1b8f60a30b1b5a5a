"""What is left where no export is: the text of one page, and files without their posts."""

import zipfile
from itertools import count
from pathlib import Path
from random import Random

from bench.tide import said
from tests.exchange.writing_text import page, posted

_FILE = 100_000


def write_text(path: Path, size: int) -> int:
    """The text of a page on which very much was said."""
    talk, comments = [], 0
    for n in count():
        if size <= 0:
            break
        talk.append(posted(said(n, n % 17), f"Reader {n % 40}", f"March {n % 28 + 1}, 2019 at 08:25 PM"))
        size, comments = size - len(talk[-1]), n + 1
    path.write_text(page((2, "".join(talk))))
    return comments


def write_files(path: Path, size: int) -> int:
    """Pictures under the names that Typepad gave them, in a ZIP file; they cannot be packed any tighter."""
    random = Random(1)
    with zipfile.ZipFile(path, "w") as packed:
        for number in range(max(1, size // _FILE)):
            packed.writestr(f"dump/.a/6a00d83451ffec69e2{number:016x}-800wi", random.randbytes(_FILE))
    return 0
