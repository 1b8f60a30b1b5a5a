"""Dates of stored pages: no two pages of one address have the same second.

Web servers make a page's ETag of its date and size, and some readers ask by the date alone. A page that was stored,
flushed and stored anew within a second would then be taken for the one from before. So it is dated a second later."""

import os
import time
from contextlib import suppress
from pathlib import Path

_SECOND = 1_000_000_000


class Dates:
    """Remembers in ``folder`` the dates of pages that went away as soon as they had come (nanoseconds since 1970)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def remember(self, key: str, page: Path) -> None:
        """The page in this file will go away."""
        with suppress(FileNotFoundError):
            date = page.stat().st_mtime_ns
            if date // _SECOND >= time.time_ns() // _SECOND:
                self.folder.mkdir(exist_ok=True)
                entry = self.folder / key
                entry.touch()
                os.utime(entry, ns=(date, date))

    def next(self, key: str) -> int:
        """The date of a page that comes now."""
        now, entry = time.time_ns(), self.folder / key
        try:
            gone = entry.stat().st_mtime_ns
        except FileNotFoundError:
            return now
        if gone // _SECOND < now // _SECOND:
            entry.unlink(missing_ok=True)
            return now
        return gone + _SECOND
