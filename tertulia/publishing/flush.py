"""Flushing: the pages that a write made stale are gone before the write is answered.

Between the commit and the flush a process may be killed. So the intent to flush is written down before the commit, in
a folder that belongs to the process, and is taken away after the flush; what a dead process has left is done by
whoever comes next (``finish_of_the_dead``: the worker each second, and every start)."""

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction

from tertulia.publishing.store import Store


def store() -> Store:
    """The stored pages of this node."""
    return Store(Path(settings.PAGES_ROOT))


def after_commit(tags: Sequence[str]) -> None:
    """Flush these tags when the running transaction has been committed; at once if there is none."""
    intent = _own_folder(Path(settings.PAGES_ROOT)) / secrets.token_hex(8)
    intent.write_text(json.dumps(list(tags)))
    transaction.on_commit(lambda: _carry_out(intent, tags))


def finish_of_the_dead() -> int:
    """Flush what processes that are no more had announced; answers how many of them there were."""
    folders = [folder for folder in _intents(Path(settings.PAGES_ROOT)).glob("*") if _is_dead(folder)]
    for folder in folders:
        for intent in folder.glob("[0-9a-f]*"):
            store().flush(_tags_in(intent))
        shutil.rmtree(folder, ignore_errors=True)
    return len(folders)


def _carry_out(intent: Path, tags: Sequence[str]) -> None:
    store().flush(tags)
    intent.unlink(missing_ok=True)


def _tags_in(intent: Path) -> list[str]:
    try:
        tags: list[str] = json.loads(intent.read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        # Cut off while it was written, which is before the commit: nothing became stale.
        return []
    return tags


def _intents(root: Path) -> Path:
    return root / "intents"


_alive: list[IO[str]] = []


@cache
def _folder_of(process_id: int, root: Path) -> Path:
    folder = _intents(root) / f"{process_id}-{secrets.token_hex(4)}"
    folder.mkdir(parents=True)
    lock = (folder / "lock").open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    _alive.append(lock)
    return folder


def _own_folder(root: Path) -> Path:
    folder = _folder_of(os.getpid(), root)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _is_dead(folder: Path) -> bool:
    # The system lets go of a dead process's locks.
    try:
        with (folder / "lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, FileNotFoundError):
        return False
    return True
