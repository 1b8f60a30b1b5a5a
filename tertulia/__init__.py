"""Tertulia: a weblog whose point is the conversation under each post."""

import sys

from tertulia.version import __version__

__all__ = ["__version__"]

# Debian's Python links an SQLite with the WAL-reset bug (3.7.0 to 3.51.2, https://sqlite.org/wal.html#walresetbug).
# The wheel brings 3.53, and Django finds its driver by the name ``sqlite3``, so the wheel takes that name before
# Django is imported. Where there is no wheel, ``tertulia check`` judges the version that Python links.
if sys.platform == "linux":
    import pysqlite3
    import pysqlite3.dbapi2

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
