"""Refill: pages that readers ask for often are made again after a flush, before anybody has to wait for them.

Each server says now and then what it was asked for, in a file below the store (``note``); the worker looks which of
these pages are missing and makes them (``refill``). So they need not be one process, and nothing is done for a view but
a count. A write that comes meanwhile is heeded as for every other render. After a start that removed all pages, the
files of the last run tell what to make first."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string

from tertulia.publishing.files import replace
from tertulia.publishing.front import Front
from tertulia.publishing.render import Renderer
from tertulia.publishing.shelf import FADES_AFTER, Shelf
from tertulia.publishing.store import Store, Stored

# How often a server says what it was asked for; a page that was asked for once stands in it for ten minutes.
EVERY = 20.0
LASTS = EVERY * FADES_AFTER
MOST = 200
# Each time, which is once a second: the outbox waits meanwhile, and others need the processor too.
SECONDS = 0.2

_refused: dict[str, float] = {}


def note(shelf: Shelf) -> None:
    """Say what this process was asked for since the last few times. Call it every ``EVERY`` seconds."""
    file, paths = _folder(shelf.store) / f"{os.getpid()}.json", shelf.asked(MOST)
    if paths:
        file.parent.mkdir(parents=True, exist_ok=True)
        replace(file, json.dumps(paths).encode())
    else:
        file.unlink(missing_ok=True)


def refill_asked() -> int:
    """Make missing pages that were asked for, for a fifth of a second. Cheap enough for every second."""
    front: Front = import_string(settings.WSGI_APPLICATION)
    return refill(front.renderer) if front.renderer else 0


def refill(renderer: Renderer, seconds: float = SECONDS) -> int:
    """Make pages that were asked for lately and are missing, the most asked for first, until the time is over."""
    end, made = time.monotonic() + seconds, 0
    for path in _missing(renderer.store):
        answer = renderer.page(path)
        if isinstance(answer, Stored):
            made += 1
        elif not answer.status.startswith("200"):
            _refuse(path)
        if time.monotonic() >= end:
            break
    return made


def _missing(store: Store) -> Iterator[str]:
    notes = [_read(file) for file in _recent(_folder(store))]
    # What stands first in any of them comes first.
    in_turn = (path for rank in range(MOST) for paths in notes for path in paths[rank : rank + 1])
    for path in dict.fromkeys(in_turn):
        if not store.has(path) and not _was_refused(path):
            yield path


def _was_refused(path: str) -> bool:
    # A page that was taken back is asked for in vain; a while later the servers have forgotten it.
    return path in _refused and time.monotonic() - _refused[path] < LASTS


def _refuse(path: str) -> None:
    for old in [known for known in _refused if not _was_refused(known)]:
        del _refused[old]
    _refused[path] = time.monotonic()


def _recent(folder: Path) -> Iterator[Path]:
    for file in folder.glob("*.json"):
        with suppress(FileNotFoundError):
            if file.stat().st_mtime > time.time() - LASTS:
                yield file
            else:
                file.unlink()


def _read(file: Path) -> list[str]:
    with suppress(FileNotFoundError, json.JSONDecodeError):
        return [str(path) for path in json.loads(file.read_bytes())]
    return []


def _folder(store: Store) -> Path:
    return store.root / "asked"
