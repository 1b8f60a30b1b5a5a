"""What a database keeps of rows that are gone, as far as it can be told to overwrite them."""

from django.db import connection


def prepare() -> None:
    """From now on SQLite writes zeros over what this connection removes. Pages that were freed before stay as they are
    until ``VACUUM``."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def finish() -> None:
    """Write the search index anew: words of texts that are gone stand in it until its parts are joined."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO weblog_searchindex(weblog_searchindex) VALUES ('optimize')")
