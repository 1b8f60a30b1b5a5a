"""What is being written beside the place where it will stand, and does not stay if its writer is killed."""

import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_NAME = re.compile(r"\..+\.tertulia-[0-9a-f]{8}", re.DOTALL)


@contextmanager
def file_beside(target: Path) -> Iterator[Path]:
    """A new file, that nobody else may read, and that is gone at the end unless it was given another name. Removes what
    others have left there. Raises OSError."""
    with _beside(target, _new_file) as new:
        yield new


@contextmanager
def folder_beside(target: Path) -> Iterator[Path]:
    """The same as an empty folder, that whoever may look into the one around it may read."""
    with _beside(target, Path.mkdir) as new:
        yield new


def remove_left(folder: Path) -> int:
    """Remove what writers that were killed have left in a folder; answers how many things. Whoever still writes holds a
    lock, which ends with the program."""
    return sum(_remove_if_left(path) for path in folder.glob(".*.tertulia-*") if _NAME.fullmatch(path.name))


@contextmanager
def _beside(target: Path, make: Callable[[Path], None]) -> Iterator[Path]:
    remove_left(target.parent)
    new, lock = _held(target, make)
    try:
        yield new
    finally:
        _remove(new)
        if lock is not None:
            os.close(lock)


def _held(target: Path, make: Callable[[Path], None]) -> tuple[Path, int | None]:
    while True:
        new = target.with_name(f".{target.name}.tertulia-{secrets.token_hex(4)}")
        make(new)
        try:
            lock = _lock(new)
        except (FileNotFoundError, BlockingIOError):
            # Somebody who cleans up has come between the two, and took it for one that was left.
            continue
        except OSError:  # a file system without locks, where nothing is ever taken for left
            return new, None
        if new.exists():
            return new, lock
        os.close(lock)


def _new_file(path: Path) -> None:
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _lock(path: Path) -> int:
    lock = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        raise
    return lock


def _remove_if_left(path: Path) -> bool:
    try:
        lock = _lock(path)
    except OSError:  # in use, gone by now, or somebody else's
        return False
    try:
        _remove(path)
    finally:
        os.close(lock)
    return not path.exists()


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
