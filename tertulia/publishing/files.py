"""Files of the store: written whole or not at all, and told from each other."""

import hashlib
import os
from pathlib import Path

# Inode and time of writing (nanoseconds): another pair is another file.
Mark = tuple[int, int]


def mark_of(file: Path) -> Mark:
    """Which file stands there now. Raises FileNotFoundError or NotADirectoryError if none does."""
    found = file.stat()
    return found.st_ino, found.st_mtime_ns


def replace(file: Path, content: bytes, modified: int | None = None) -> None:
    """Put a new file there in one step, with its folder if there is none; ``modified`` is its date if it shall not be
    now (nanoseconds)."""
    unfinished = Path(f"{file}.new")
    try:
        _write(unfinished, content)
        if modified is not None:
            os.utime(unfinished, ns=(modified, modified))
        unfinished.replace(file)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def link(file: Path, name: Path) -> None:
    """Give a file one more name, in a folder that is made if there is none; nothing if something has it already.

    A page has an entry for each of its tags. As files of their own they would cost up to ten times as much to make, and
    an installation of 10,000 pages some 200,000 of the inodes that a disk has."""
    try:
        os.link(file, name)
    except FileExistsError:
        return
    except FileNotFoundError:
        name.parent.mkdir(parents=True)
        link(file, name)
    except OSError:  # a file system that knows no such names
        name.touch()


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def key_of(name: str) -> str:
    """A file name for a path or a tag, whatever is in it."""
    return hashlib.sha256(name.encode(errors="replace")).hexdigest()[:40]
