"""An installation made ready: folder, tables, static files. Every step is quick when there is nothing to do."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from tertulia.commands import CommandError

_POSTGRES_LOCK = 0x7E47  # any number, the same for every node of an installation


def prepare() -> None:
    """Make the data folder and bring the tables up to date. Raises CommandError if either is not possible."""
    check_folder()
    check_database()
    with _alone():
        if missing_migrations():
            call_command("migrate", interactive=False, verbosity=0)


def check_folder() -> None:
    """Raise CommandError unless the data folder can be written to; it is made if it is missing."""
    folder: Path = settings.DATA
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".lock").touch()
    except OSError as error:
        raise CommandError(f"the folder {folder} cannot be written to: {error.strerror}") from error


def check_database() -> None:
    """Raise CommandError unless the database answers."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        where = settings.DATABASES["default"]
        place = f"{where.get('HOST') or 'local socket'}/{where['NAME']}" if where.get("USER") else where["NAME"]
        raise CommandError(f"the database {place} cannot be reached: {error}") from error


def check_there() -> None:
    """Raise CommandError unless there is an installation already: nothing is made."""
    where = settings.DATABASES["default"]
    if where["ENGINE"].endswith("sqlite3"):
        # Connecting would make an empty database.
        path = Path(where["NAME"])
        try:
            path.open("rb").close()
        except OSError as error:
            raise CommandError(f"there is no installation here: {path}: {error.strerror}") from error
    check_database()


def check_current() -> None:
    """Raise CommandError unless there is an installation whose tables are up to date: nothing is made."""
    check_there()
    if missing_migrations():
        raise CommandError("the database is older than this version; start the server once, it brings it up to date")


def missing_migrations() -> list[str]:
    """The names of migrations that the database has not seen yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def collect_static() -> None:
    """Copy, name by content and compress the static files, if they have changed since the last time."""
    folder: Path = settings.STATIC_ROOT
    with _alone():
        mark, wanted = folder / ".collected", _static_fingerprint()
        if mark.exists() and mark.read_text() == wanted:
            return
        call_command("collectstatic", interactive=False, verbosity=0)
        mark.write_text(wanted)


def _static_fingerprint() -> str:
    digest = hashlib.sha256()
    for finder in finders.get_finders():
        for name, storage in finder.list([]):
            digest.update(f"{name} {storage.size(name)} {storage.get_modified_time(name)}\n".encode())
    return digest.hexdigest()


@contextmanager
def _alone() -> Iterator[None]:
    # Two starts at once must not both migrate: the second waits here and then finds nothing to do.
    with (settings.DATA / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_POSTGRES_LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_POSTGRES_LOCK])
