"""Start and stop: what is in the web root is trusted only if nothing can have gone past it."""

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.db.models import Max

from tertulia.outbox.event import Event
from tertulia.publishing.flush import finish_of_the_dead, store
from tertulia.version import __version__


def begin() -> None:
    """Before the first reader: keep the stored pages if the last run ended in order and nothing has changed since,
    else remove them all. After a crash or a power cut files may be cut off, or lack a flush."""
    finish_of_the_dead()
    mark = _mark()
    was_in_order = mark.exists() and mark.read_text() == _state()
    mark.unlink(missing_ok=True)
    if not was_in_order:
        store().wipe()


def end() -> None:
    """After the last reader: say that this run ended in order."""
    mark = _mark()
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.write_text(_state())


def _mark() -> Path:
    return Path(settings.PAGES_ROOT) / "in-order"


def _state() -> str:
    # Templates and code are as old as the version and the static files; a restored database has another last event.
    last = Event.objects.aggregate(last=Max("id"))["last"]
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    static = hashlib.sha256(manifest.read_bytes()).hexdigest() if manifest.exists() else ""
    return json.dumps([__version__, settings.ORIGIN, last, static])
