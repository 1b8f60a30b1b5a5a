"""Start and stop: what is in the web root is trusted only if nothing can have gone past it.

Several programs may have it open at once (a server, ``tertulia publish``): the first to come judges it, the last to go
says that all ended in order. As long as one has it open, it holds a lock that the system takes back when it dies."""

import fcntl
import hashlib
import json
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db.models import Max

from tertulia.outbox.event import Event
from tertulia.publishing.flush import finish_of_the_dead, store
from tertulia.version import __version__

_held: list[IO[str]] = []


def begin() -> None:
    """Before the first page is read or stored: keep the stored pages if the last run ended in order and nothing has
    changed since, else remove them all. After a crash or a power cut files may be cut off, or lack a flush."""
    _let_go()
    lock, is_first = _open()
    finish_of_the_dead()
    mark = _mark()
    was_in_order = mark.exists() and mark.read_text() == _state()
    is_good = was_in_order if is_first else _made_by_others(lock) == _makers()
    mark.unlink(missing_ok=True)
    if not is_good:
        store().wipe()
    if is_first:
        lock.truncate(0)
        lock.write(json.dumps(_makers()))
        lock.flush()
    fcntl.flock(lock, fcntl.LOCK_SH)
    _held.append(lock)


def end() -> None:
    """After the last one: say that this run ended in order, unless others still have the web root open."""
    if _held and _is_alone(_held[0]):
        _mark().write_text(_state())
    _let_go()


def is_made_otherwise() -> bool:
    """Whether a server is running whose pages are not like ours would be: by another version, for another origin, or
    with other static files."""
    lock, is_first = _open()
    with lock:
        return not is_first and _made_by_others(lock) != _makers()


def _open() -> tuple[IO[str], bool]:
    # The file of whoever has the web root open, locked, and whether nobody has.
    root = Path(settings.PAGES_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    lock = (root / "open").open("a+")
    if _is_alone(lock):
        return lock, True
    # Waits for who comes first to judge what is there.
    fcntl.flock(lock, fcntl.LOCK_SH)
    return lock, False


def _is_alone(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _let_go() -> None:
    while _held:
        _held.pop().close()


def _mark() -> Path:
    return Path(settings.PAGES_ROOT) / "in-order"


def _made_by_others(lock: IO[str]) -> list[str]:
    lock.seek(0)
    try:
        makers: list[str] = json.loads(lock.read())
    except json.JSONDecodeError:
        return []
    return makers


def _makers() -> list[str]:
    # Templates and code are as old as the version and the static files.
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    static = hashlib.sha256(manifest.read_bytes()).hexdigest() if manifest.exists() else ""
    return [__version__, settings.ORIGIN, static]


def _state() -> str:
    # A restored database has another last event.
    return json.dumps([*_makers(), Event.objects.aggregate(last=Max("id"))["last"]])
