"""However large a source is, it takes no more memory: measured in a process of its own (``make soak``: a gigabyte)."""

import gzip
import io
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from tests.exchange.captures.writing_warc import answer, info, record

SHORT, LONG = 2_000_000, 1_000_000_000 if "SOAK" in os.environ else 12_000_000
_PAGE = 50_000
_MEASURE = """
import sys
from pathlib import Path
from django.conf import settings
settings.configure(USE_I18N=False)
from bench.processes import own_peak
from tertulia.exchange.readers.captures.source import captures_in
for name in sys.argv[1:]:
    count = size = 0
    for capture in captures_in(Path(name)):
        count, size = count + 1, size + len(capture.read())
    print(count, size, own_peak() // 1_048_576)
"""


def pages(size: int) -> Iterator[tuple[str, bytes]]:
    """Names and pages, as alike as those of a weblog are."""
    random = Random(1)
    theme = random.randbytes(_PAGE * 4 // 10).hex().encode()
    for number in range(size // _PAGE):
        yield f"tide.example/2017/08/{number}.html", b"<html>" + theme + random.randbytes(_PAGE // 10).hex().encode()


def write_members(path: Path, size: int) -> None:
    """A crawl, each record packed."""
    with path.open("wb") as file:
        file.write(gzip.compress(info()))
        for name, page in pages(size):
            file.write(gzip.compress(record(answer(page), url=f"http://{name}"), 1))


def write_whole(path: Path, size: int) -> None:
    """A crawl that somebody has packed as a whole."""
    with gzip.open(path, "wb", 1) as file:
        file.write(info())
        for name, page in pages(size):
            file.write(record(answer(page), url=f"http://{name}"))


def write_tar(path: Path, size: int) -> None:
    """A folder, packed."""
    with tarfile.open(path, "w:xz", preset=0) as packed:
        for name, page in pages(size):
            member = tarfile.TarInfo(name)
            member.size = len(page)
            packed.addfile(member, io.BytesIO(page))


def write_zip(path: Path, size: int) -> None:
    """The same."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, page in pages(size):
            packed.writestr(name, page)


@pytest.mark.parametrize("write", [write_members, write_whole, write_tar, write_zip])
def test_a_large_source_takes_no_more_than_a_small_one(tmp_path: Path, write: Callable[[Path, int], None]) -> None:
    names = []
    for size in (SHORT, LONG):
        names.append(tmp_path / f"{size}.warc.gz")
        write(names[-1], size)
    command = [sys.executable, "-c", _MEASURE, *map(str, names)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True, cwd=Path(__file__).parents[3])
    few, _small, before, many, large, after = map(int, done.stdout.split())
    assert (few, many) == (SHORT // _PAGE, LONG // _PAGE)
    assert large > LONG * 0.9
    assert after - before < 40
    assert after < 250
