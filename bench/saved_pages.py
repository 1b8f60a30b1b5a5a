"""A weblog of Typepad as people have saved it, as large as asked for: a crawl, and what wget leaves, packed."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.exchange.captures.writing_warc import answer, info, record
from tests.exchange.pages.writing_pages import HOME, SIDEBAR, conversation, entry, page, said

_TEXT = "<p>The harbour gate was shut before six and the ferry waited for the tide to turn.</p>\n"


def write_crawl(path: Path, size: int) -> int:
    """A WARC file, each record packed, that holds pages of about so many bytes; answers how many comments are in it."""
    comments = 0
    with path.open("wb") as file:
        file.write(gzip.compress(info()))
        for number, (url, content, count) in enumerate(_pages(size)):
            fields = {"WARC_Record_ID": f"<urn:made:{number}>"}
            file.write(gzip.compress(record(answer(content), url=url, **fields)))
            comments += count
    return comments


def write_folder(path: Path, size: int) -> int:
    """The same pages as files, in a tar file that xz has compressed."""
    comments = 0
    with tarfile.open(path, "w:xz") as packed:
        for url, content, count in _pages(size):
            member = tarfile.TarInfo(url.partition("://")[2])
            member.size = len(content)
            packed.addfile(member, io.BytesIO(content))
            comments += count
    return comments


def write_zip(path: Path, size: int) -> int:
    """The same files in a ZIP file."""
    comments = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for url, content, count in _pages(size):
            packed.writestr(url.partition("://")[2], content)
            comments += count
    return comments


def _pages(size: int) -> Iterator[tuple[str, bytes, int]]:
    number = 0
    while size > 0:
        url, count = f"{HOME}2017/{number // 28 % 12 + 1:02}/day-{number}.html", number % 17
        talk = conversation(*(said(_TEXT * 3, number * 100 + n, when=_moment(number, n)) for n in range(count)))
        post = entry(f"Day {number}", _TEXT * 60, url=url, number=10_000_000 + number)
        content = page(post, talk, url=url, sidebar=SIDEBAR * 20)
        yield url, content, count
        number, size = number + 1, size - len(content)


def _moment(number: int, n: int) -> str:
    return f"August {number % 28 + 1}, 2017 at 08:{n:02} PM"
