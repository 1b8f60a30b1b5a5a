"""The folder of a mirror: written beside the old one and then put in its place, so that it is always whole."""

import json
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from tertulia.lib.unfinished import folder_beside
from tertulia.version import __version__

_MARK = ".tertulia-mirror"


class NotAMirror(Exception):
    """The folder holds something else, which is not touched."""


def check(target: Path) -> None:
    """Raise NotAMirror unless ``target`` is missing, empty, or a mirror that may be replaced."""
    if target.exists() and not (target / _MARK).is_file() and not (target.is_dir() and not any(target.iterdir())):
        raise NotAMirror(f"{target} is not empty and no earlier mirror")


@contextmanager
def begun(target: Path) -> Iterator[Path]:
    """A new folder beside ``target``, that does not stay unless it is finished. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with folder_beside(target) as new:
        (new / _MARK).write_text(json.dumps({"origin": settings.ORIGIN, "version": __version__}))
        yield new


def finish(new: Path, target: Path) -> None:
    """Put ``new`` in the place of ``target``. Raises OSError, and then ``target`` is as it was."""
    check(target)
    old = target.with_name(f".{target.name}.old-{secrets.token_hex(4)}")
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
