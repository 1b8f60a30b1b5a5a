"""Packing: pages that have lived a little are compressed once more, as small as they get.

A page that is flushed within a minute would not be worth the time. Killed in the middle, it leaves forms of the same
content, some packed and some not, and the page is packed once more."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from django.conf import settings

from tertulia.publishing.compression import tightly
from tertulia.publishing.flush import store
from tertulia.publishing.store import Store, Stored

LIVED = 60.0
# Each time, which is once a second: readers and writers need the processor too.
SECONDS = 0.25
_LOOKED_AT = 500


def pack_settled() -> int:
    """Pack what has settled, for a quarter of a second; answers how many pages. Cheap enough for every second."""
    return pack(store(), before=time.time() - LIVED) if settings.STORED_PAGES else 0


def pack(store: Store, *, before: float, seconds: float = SECONDS) -> int:
    """Pack pages that were stored before a moment (in seconds since 1970), at least one, until the time is over."""
    end, packed = time.monotonic() + seconds, 0
    for page in _loose(store, before):
        with suppress(FileNotFoundError):
            packed += store.pack(page, tightly(page.body()))
        if time.monotonic() >= end:
            break
    return packed


def _loose(store: Store, before: float) -> Iterator[Stored]:
    for entry in _settled(store.loose, before):
        with suppress(FileNotFoundError):
            if page := store.get(json.loads(entry.read_bytes())["path"]):
                yield page
            else:
                entry.unlink()


def _settled(folder: Path, before: float) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return [Path(entry) for entry in islice(entries, _LOOKED_AT) if entry.stat().st_mtime < before]
    except FileNotFoundError:
        return []
