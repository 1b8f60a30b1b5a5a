"""Flushing: the pages that a write made stale are gone before the write is answered.

Between the commit and the flush a process may be killed. So the intent to flush is written down before the commit, in
a folder that belongs to the process, and is crossed out after the flush; what a dead process has left is done by
whoever comes next (``finish_of_the_dead``: the worker each second, and every start). A flush that fails in a living
process is made up for by the worker, too (``finish_failed``)."""

import fcntl
import json
import logging
import os
import secrets
import shutil
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import transaction

from tertulia.publishing.store import Store

log = logging.getLogger(__name__)

# What the name of an intent begins with once it could not be carried out; all others are hexadecimal.
_FAILED = "failed-"


def store() -> Store:
    """The stored pages of this node."""
    return _store_in(settings.PAGES_ROOT)


_store_in = cache(Store)


def after_commit(tags: Sequence[str]) -> None:
    """Flush these tags when the running transaction has been committed; at once if there is none."""
    intent = _announce(tags, settings.PAGES_ROOT)
    transaction.on_commit(lambda: _carry_out(intent, tags))


def finish_of_the_dead() -> int:
    """Flush what processes that are no more had announced; answers how many of them there were."""
    folders = [folder for folder in _intents(Path(settings.PAGES_ROOT)).glob("*") if _is_dead(folder)]
    for folder in folders:
        for intent in folder.glob("[0-9a-f]*"):
            store().flush(_tags_in(intent))
        shutil.rmtree(folder, ignore_errors=True)
    return len(folders)


def finish_failed() -> int:
    """Flush what living processes could not; answers how often. Raises OSError as long as it is not possible."""
    failed = list(_intents(Path(settings.PAGES_ROOT)).glob(f"*/{_FAILED}*"))
    for intent in failed:
        store().flush(_tags_in(intent))
        intent.unlink(missing_ok=True)
    return len(failed)


def _carry_out(intent: Path, tags: Sequence[str]) -> None:
    try:
        store().flush(tags)
        _write(intent, "")
    except OSError:
        _leave_to_the_worker(intent)
        return
    _crossed_out[intent.parent].append(intent)


def _leave_to_the_worker(intent: Path) -> None:
    # The write is committed, and whoever made it must hear that, not that a file could not be removed.
    log.exception("stored pages could not be removed; the worker tries it every second")
    with suppress(OSError):
        intent.rename(intent.with_name(f"{_FAILED}{intent.name}"))


def _tags_in(intent: Path) -> list[str]:
    try:
        tags: list[str] = json.loads(intent.read_text().partition("\n")[0])
    except (FileNotFoundError, json.JSONDecodeError):
        # Crossed out; or cut off while it was written, which is before the commit: nothing became stale.
        return []
    return tags


def _intents(root: Path) -> Path:
    return root / "intents"


@cache
def _folder_of(process_id: int, root: Path) -> Path:
    folder = _intents(root) / f"{process_id}-{secrets.token_hex(4)}"
    folder.mkdir(parents=True)
    # Never closed: it is held as long as the process lives, and the system lets go of it then.
    fcntl.flock(os.open(folder / "lock", os.O_WRONLY | os.O_CREAT, 0o666), fcntl.LOCK_EX)
    return folder


# Intents that were carried out, to be written over. A file made and removed for each write would cost more than all
# else together, as ext4 passes over the numbers of files that were removed in the last half minute, one by one.
_crossed_out: defaultdict[Path, list[Path]] = defaultdict(list)


def _announce(tags: Sequence[str], root: Path) -> Path:
    folder = _folder_of(os.getpid(), root)
    try:
        intent = _crossed_out[folder].pop()
    except IndexError:
        intent = folder / secrets.token_hex(8)
    _write(intent, json.dumps(list(tags)))
    return intent


def _write(intent: Path, line: str) -> None:
    # Over what stands there: only the first line counts. Neither synced, as what a killed process has written is there
    # and a start after a power cut removes all pages, nor cut off, which would make the system write it out at once.
    try:
        descriptor = os.open(intent, os.O_WRONLY | os.O_CREAT, 0o666)
    except FileNotFoundError:
        intent.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(intent, os.O_WRONLY | os.O_CREAT, 0o666)
    try:
        os.write(descriptor, f"{line}\n".encode())
    finally:
        os.close(descriptor)


def _is_dead(folder: Path) -> bool:
    # The system lets go of a dead process's locks.
    try:
        with (folder / "lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, FileNotFoundError):
        return False
    return True
