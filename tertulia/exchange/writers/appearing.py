"""A file that appears when it is whole, and never in the place of what somebody else has put there."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tertulia.lib.unfinished import file_beside


class InTheWay(Exception):
    """There is a file of that name, which is not replaced."""


def _nothing(_path: Path) -> bool:
    return False


def check_free(target: Path, may_replace: Callable[[Path], bool] = _nothing) -> None:
    """Raise InTheWay if there is a file that may not be replaced; OSError if nobody may look."""
    if target.exists() and not may_replace(target):
        raise InTheWay(str(target))


@contextmanager
def appearing(target: Path, may_replace: Callable[[Path], bool] = _nothing) -> Iterator[Path]:
    """What is written to the path within becomes ``target`` at the end, unless that fails. Raises InTheWay, OSError."""
    check_free(target, may_replace)
    # Drafts and e-mail addresses may be in it, and nobody else may read it.
    with file_beside(target) as new:
        yield new
        with new.open("rb") as file:
            os.fsync(file.fileno())
        check_free(target, may_replace)
        new.replace(target)
