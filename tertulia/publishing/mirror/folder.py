"""The folder of a mirror: written beside the old one and then put in its place, so that it is always whole."""

import json
import secrets
import shutil
from pathlib import Path

from django.conf import settings

from tertulia.version import __version__

_MARK = ".tertulia-mirror"


class NotAMirror(Exception):
    """The folder holds something else, which is not touched."""


def check(target: Path) -> None:
    """Raise NotAMirror unless ``target`` is missing, empty, or a mirror that may be replaced."""
    if target.exists() and not (target / _MARK).is_file() and not (target.is_dir() and not any(target.iterdir())):
        raise NotAMirror(f"{target} is not empty and no earlier mirror")


def begin(target: Path) -> Path:
    """A new folder beside ``target``. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    new = _beside(target, "new")
    new.mkdir()
    (new / _MARK).write_text(json.dumps({"origin": settings.ORIGIN, "version": __version__}))
    return new


def finish(new: Path, target: Path) -> None:
    """Put ``new`` in the place of ``target``. Raises OSError, and then ``target`` is as it was."""
    check(target)
    old = _beside(target, "old")
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def discard(new: Path) -> None:
    """Remove what was begun."""
    shutil.rmtree(new, ignore_errors=True)


def _beside(target: Path, name: str) -> Path:
    return target.with_name(f".{target.name}.{name}-{secrets.token_hex(4)}")
